import { useCallback, useEffect, useRef, useState } from 'react'
import { chatToOpen } from '@/domain/chat-record'
import type { ChatId } from '@/domain/ids'
import type { CardView } from '@/queries/card'
import { useOpenedCard } from '@/queries/card-context'
import { rememberChat, rememberedChat } from '@/settings/remembered-chat'
import type { CardRuntime } from './card-runtime'

/** The chat on screen. */
export interface SelectedChat {
  readonly selected: ChatId | null
  /**
   * The operator chose it: the message field takes the focus. A chat that was opened automatically doesn't take the focus from the card
   * around the panel.
   */
  readonly chosen: boolean
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

  const ready = card.status === 'ready'
  const me = card.me?.id ?? null
  if (ready && selected === null && !onePane) {
    const first = chatToOpen(card.chats, rememberedChat(portal.id, me, item))
    if (first !== null) setSelected(first)
  }

  useEffect(() => runtime?.poller.openChat(selected), [runtime, selected])

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

  return { selected, chosen, open, back }
}
