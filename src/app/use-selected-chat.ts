import { useCallback, useEffect, useRef, useState } from 'react'
import { chatToOpen } from '@/domain/chat-record'
import type { ChatId } from '@/domain/ids'
import type { CardView } from '@/queries/card'
import { useOpenedCard } from '@/queries/card-context'
import { localSettings } from '@/settings/local-settings'
import type { CardRuntime } from './card-runtime'

/** The chat on screen. */
export interface SelectedChat {
  readonly selected: ChatId | null
  /** A person chose it: the focus may go to the message field. A chat that opened by itself takes no focus from the card around. */
  readonly chosen: boolean
  readonly open: (chatId: ChatId) => void
  /** One pane only: back to the list. */
  readonly back: () => void
}

/** Chooses the chat: by itself where list and chat have room side by side, else by the person; with history state in one pane. */
export const useSelectedChat = (card: CardView, onePane: boolean, runtime: CardRuntime | null): SelectedChat => {
  const { portal, item } = useOpenedCard()
  const [selected, setSelected] = useState<ChatId | null>(null)
  const [chosen, setChosen] = useState(false)

  const ready = card.status === 'ready'
  const me = card.me?.id ?? null
  if (ready && selected === null && !onePane) {
    const first = chatToOpen(card.chats, localSettings.openChat(portal.id, me, item))
    if (first !== null) setSelected(first)
  }

  useEffect(() => runtime?.poller.openChat(selected), [runtime, selected])

  const pushed = useRef(false)
  const { chats } = card
  const open = useCallback(
    (chatId: ChatId) => {
      // The start brings messages of the remembered chat alone, and knows the card's own chats only.
      if (me !== null && !chats.some(({ id, linkedThrough }) => id === chatId && linkedThrough))
        localSettings.rememberChat(portal.id, me, item, chatId)
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

  return { selected, chosen, open, back }
}
