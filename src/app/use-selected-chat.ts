import { useCallback, useEffect, useRef, useState } from 'react'
import { chatToOpen, waitsLonger } from '@/domain/chat-record'
import type { Chat } from '@/domain/chat'
import type { ChatId } from '@/domain/ids'
import type { CardView } from '@/queries/card'
import { useOpenedCard } from '@/queries/card-context'
import { useMessageSource } from '@/queries/messages'
import { rememberChat, rememberedChat, rememberSource } from '@/settings/remembered-chat'
import type { CardRuntime } from './card-runtime'

/** The chat on screen. */
export interface SelectedChat {
  readonly selected: ChatId | null
  /**
   * The operator chose it: the message field takes the focus. A chat that was opened automatically doesn't take the focus from the card
   * around the panel.
   */
  readonly chosen: boolean
  /** A chat whose client waits longer than the one that was opened automatically, before that was known; null once one is chosen. */
  readonly urgent: Chat | null
  readonly open: (chatId: ChatId) => void
  /** Back to the list, where only one pane fits. */
  readonly back: () => void
}

/**
 * Which chat is open. Where list and chat fit side by side the first one is opened automatically, otherwise the operator chooses. In one
 * pane an open chat is an entry of the browser's history, so that Back leads to the list.
 */
export const useSelectedChat = (card: CardView, onePane: boolean, runtime: CardRuntime | null): SelectedChat => {
  const { portal, item } = useOpenedCard()
  const [selected, setSelected] = useState<ChatId | null>(null)
  const [chosen, setChosen] = useState(false)

  const [urgentId, setUrgentId] = useState<ChatId | null>(null)
  const [decided, setDecided] = useState(false)

  const ready = card.status === 'ready'
  const me = card.me?.id ?? null
  if (ready && selected === null && !onePane) {
    const remembered = rememberedChat(portal.id, me, item)
    const first = chatToOpen(card.chats, remembered ?? card.opened)
    if (first !== null) setSelected(first)
    if (remembered !== null) setDecided(true)
  }
  if (ready && card.listed && card.storedAt === null && selected !== null && !decided) {
    const [first] = card.chats
    const shown = card.chats.find(({ id }) => id === selected)
    const longest = first && shown && waitsLonger(first, shown) ? first.id : null
    if (longest !== urgentId) setUrgentId(longest)
    // Later changes are news, which the list shows by itself.
    if (card.chats.every(({ dialog, detailsRefused }) => dialog !== null || detailsRefused)) setDecided(true)
  }

  useEffect(() => {
    runtime?.poller.openChat(selected)
    runtime?.cards.openChat(selected)
  }, [runtime, selected])

  const source = useMessageSource(selected ?? (0 as ChatId))
  useEffect(() => {
    if (me !== null && source) rememberSource(portal.id, me, source)
  }, [portal, me, source])

  const pushed = useRef(false)
  const { chats } = card
  const open = useCallback(
    (chatId: ChatId) => {
      // The first request reads only the messages of the remembered chat, and knows only the card's own chats.
      if (me !== null && !chats.some(({ id, linkedThrough }) => id === chatId && linkedThrough))
        rememberChat(portal.id, me, item, chatId)
      if (onePane && !pushed.current) {
        window.history.pushState({ chat: chatId }, '')
        pushed.current = true
      }
      setSelected(chatId)
      setChosen(true)
    },
    [portal, me, item, onePane, chats],
  )
  const back = useCallback(() => {
    if (pushed.current) window.history.back()
    else setSelected(null)
  }, [])
  useEffect(() => {
    const onPop = () => {
      if (!pushed.current) return
      pushed.current = false
      if (onePane) setSelected(null)
    }
    window.addEventListener('popstate', onPop)
    return () => window.removeEventListener('popstate', onPop)
  }, [onePane])

  const urgent = chosen
    ? null
    : (chats.find(({ id, waitingSince }) => id === urgentId && waitingSince !== null) ?? null)
  return { selected, chosen, urgent, open, back }
}
