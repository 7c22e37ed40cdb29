import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Chat } from '@/domain/chat'
import type { ChatId } from '@/domain/ids'
import type { MessageWindow } from '@/domain/message-window'
import { asPortalError, type PortalError } from '@/portal/portal-error'
import { applyLook } from './apply-look'
import type { CardData } from './card-data'
import { keys } from './keys'
import { useOpenedCard, type OpenedCard } from './portal-context'

type Action = 'answer' | 'join' | 'intercept' | 'start'

/** The steps that make a reply possible, and how the last one went. */
export interface SessionActions {
  readonly busy: null | Action
  readonly error: PortalError | null
  /** A colleague took the chat meanwhile: answering now would take it from him. */
  readonly conflict: { readonly ownerName: string } | null
  readonly answer: (options?: { force?: boolean }) => void
  readonly join: () => void
  readonly intercept: () => void
  readonly start: () => void
  readonly clear: () => void
}

/** Reads a chat anew after something was done to it: the card's lists, its details and its messages, in one request. */
const readAgain = async ({ portal, item }: OpenedCard, client: QueryClient, chatId: ChatId): Promise<void> => {
  const look = await portal.lookAtCard(item, {
    dialogs: [chatId],
    pages: [{ chatId, way: 'either' }],
    people: [],
    lines: false,
  })
  applyLook(client, item, look)
}

/** Session actions of one chat. Actions answer a bare `true`, so each is followed by a look. */
export const useSessionActions = (chat: Chat): SessionActions => {
  const card = useOpenedCard()
  const client = useQueryClient()
  const [state, setState] = useState<{
    readonly chatId: ChatId
    readonly busy: Action | null
    readonly error: PortalError | null
    readonly conflict: { readonly ownerName: string } | null
  }>({ chatId: chat.id, busy: null, error: null, conflict: null })
  const idle = { chatId: chat.id, busy: null, error: null, conflict: null }
  const current = state.chatId === chat.id ? state : idle

  const perform = async (action: Action, work: () => Promise<{ readonly ownerName: string } | null>): Promise<void> => {
    if (current.busy) return
    setState({ ...idle, busy: action })
    try {
      const conflict = await work()
      if (!conflict) await readAgain(card, client, chat.id)
      setState({ ...idle, conflict })
    } catch (thrown) {
      // Whatever went wrong, the chat may have changed: what is shown must be what is.
      await readAgain(card, client, chat.id).catch(() => undefined)
      setState({ ...idle, error: asPortalError(thrown) })
    }
  }

  const { portal } = card
  const answer = async (force: boolean) => {
    // The portal lets a second operator take an answered chat without a word: look right before.
    if (!force) {
      const dialog = await portal.readDialog(chat.id)
      const me = client.getQueryData<CardData>(keys.card(card.item))?.me.id
      const taken = dialog.ownerId !== null && dialog.ownerId !== me && dialog.ownerId !== chat.dialog?.ownerId
      if (taken) {
        await readAgain(card, client, chat.id)
        const people = client.getQueryData<CardData>(keys.card(card.item))?.people
        const reader = dialog.readBy.find((someone) => someone.userId === dialog.ownerId)
        return { ownerName: people?.get(dialog.ownerId)?.name ?? reader?.name ?? `#${dialog.ownerId}` }
      }
    }
    await portal.answerChat(chat.id)
    return null
  }
  const done = async (work: Promise<void>) => {
    await work
    return null
  }
  const start = async () => {
    const last = client
      .getQueryData<MessageWindow>(keys.messages(chat.id))
      ?.messages.findLast((message) => message.authorId)
    // A closing session is still open: it has to be closed first, which only this method does in one step.
    if (chat.state === 'closing' && last) await portal.startSessionFrom(chat.id, last.id)
    else await portal.startSession(chat.id)
    return null
  }

  return {
    busy: current.busy,
    error: current.error,
    conflict: current.conflict,
    answer: (options) => void perform('answer', () => answer(options?.force ?? false)),
    join: () => void perform('join', () => done(portal.joinChat(chat.id))),
    intercept: () => void perform('intercept', () => done(portal.interceptChat(chat.id))),
    start: () => void perform('start', start),
    clear: () => setState(idle),
  }
}
