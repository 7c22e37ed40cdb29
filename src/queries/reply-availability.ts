import type { Chat } from '@/domain/chat'
import type { ChatId } from '@/domain/ids'
import { isJoined } from '@/domain/membership'
import type { MessageWindow } from '@/domain/message-window'
import { replyAvailability, type ReplyAvailability } from '@/domain/session'
import { portalNow } from '@/lib/portal-clock'
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { getChat } from './card'
import { type OpenedCard, useOpenedCard } from './card-context'
import type { CardCache } from './merge-snapshot'
import { useMessageSource } from './messages'
import { queryKeys } from './query-keys'

/** Whether the caller is a member of a chat, by what has been read so far; null = not known yet. */
const getJoined = (client: QueryClient, chat: Chat): boolean | null =>
  isJoined(chat, client.getQueryData<MessageWindow>(queryKeys.messages(chat.id))?.source)

/** The same for a component, which renders again when it changes. */
export const useJoined = (chat: Chat): boolean | null => isJoined(chat, useMessageSource(chat.id))

/** Whether the operator can reply now, by what has been read so far. */
export const getReplyAvailability = ({ item }: OpenedCard, client: QueryClient, chatId: ChatId): ReplyAvailability => {
  const chat = getChat(client, item, chatId)
  const me = client.getQueryData<CardCache>(queryKeys.card(item))?.me
  return chat && me ? replyAvailability(chat, me.id, getJoined(client, chat), portalNow()) : { kind: 'loading' }
}

/** Whether the operator can reply in this chat. `now`: unix ms; a reply window ends at a certain time. */
export const useReplyAvailability = (chat: Chat, now = portalNow()): ReplyAvailability => {
  const { item } = useOpenedCard()
  const client = useQueryClient()
  const joined = useJoined(chat)
  const me = client.getQueryData<CardCache>(queryKeys.card(item))?.me
  return me ? replyAvailability(chat, me.id, joined, now) : { kind: 'loading' }
}
