import { skipToken, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Chat } from '@/domain/chat'
import type { MessageWindow } from '@/domain/message-window'
import { replyAvailability, type ReplyAvailability } from '@/domain/session'
import type { CardCache } from './merge-snapshot'
import { queryKeys } from './query-keys'
import { useOpenedCard } from './card-context'

/** What stands between the operator and a reply in this chat. `now`: unix ms; a reply window ends by itself. */
export const useReplyAvailability = (chat: Chat, now = Date.now()): ReplyAvailability => {
  const { item } = useOpenedCard()
  const client = useQueryClient()
  const { data: way } = useQuery({
    queryKey: queryKeys.messages(chat.id),
    queryFn: skipToken,
    select: (window: MessageWindow) => window.source,
  })
  const me = client.getQueryData<CardCache>(queryKeys.card(item))?.me
  if (!me) return { kind: 'loading' }
  // How the messages could be read is the surest sign of being in the chat.
  const joined = way ? way === 'member' : (chat.dialog?.joined ?? null)
  return replyAvailability(chat, me.id, joined, now)
}
