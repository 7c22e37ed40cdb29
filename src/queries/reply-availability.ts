import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import type { Chat } from '@/domain/chat'
import type { ChatId } from '@/domain/ids'
import { replyAvailability, type ReplyAvailability } from '@/domain/session'
import { getChat } from './card'
import { useOpenedCard, type OpenedCard } from './card-context'
import { getJoined, useJoined } from './membership'
import type { CardCache } from './merge-snapshot'
import { queryKeys } from './query-keys'

/** What stands between the operator and a reply right now, by what has been read so far. */
export const getReplyAvailability = ({ item }: OpenedCard, client: QueryClient, chatId: ChatId): ReplyAvailability => {
  const chat = getChat(client, item, chatId)
  const me = client.getQueryData<CardCache>(queryKeys.card(item))?.me
  return chat && me ? replyAvailability(chat, me.id, getJoined(client, chat), Date.now()) : { kind: 'loading' }
}

/** What stands between the operator and a reply in this chat. `now`: unix ms; a reply window ends by itself. */
export const useReplyAvailability = (chat: Chat, now = Date.now()): ReplyAvailability => {
  const { item } = useOpenedCard()
  const client = useQueryClient()
  const joined = useJoined(chat)
  const me = client.getQueryData<CardCache>(queryKeys.card(item))?.me
  return me ? replyAvailability(chat, me.id, joined, now) : { kind: 'loading' }
}
