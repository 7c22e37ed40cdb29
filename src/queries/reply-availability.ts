import { skipToken, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Chat } from '@/domain/chat'
import type { MessageWindow } from '@/domain/message-window'
import { replyGate, type ReplyGate } from '@/domain/session'
import type { CardData } from './merge-snapshot'
import { keys } from './query-keys'
import { useOpenedCard } from './card-context'

/** What stands between the operator and a reply in this chat. `now`: unix ms; a reply window ends by itself. */
export const useReplyGate = (chat: Chat, now = Date.now()): ReplyGate => {
  const { item } = useOpenedCard()
  const client = useQueryClient()
  const { data: way } = useQuery({
    queryKey: keys.messages(chat.id),
    queryFn: skipToken,
    select: (window: MessageWindow) => window.way,
  })
  const me = client.getQueryData<CardData>(keys.card(item))?.me
  if (!me) return { kind: 'loading' }
  // How the messages could be read is the surest sign of being in the chat.
  const joined = way ? way === 'member' : (chat.dialog?.joined ?? null)
  return replyGate(chat, me.id, joined, now)
}
