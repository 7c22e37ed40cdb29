import { skipToken, useQuery, type QueryClient } from '@tanstack/react-query'
import type { Chat } from '@/domain/chat'
import { isJoined } from '@/domain/membership'
import type { MessageWindow } from '@/domain/message-window'
import { queryKeys } from './query-keys'

/** Whether the caller is a member of a chat, by what has been read so far; null = not known yet. */
export const getJoined = (client: QueryClient, chat: Chat): boolean | null =>
  isJoined(chat, client.getQueryData<MessageWindow>(queryKeys.messages(chat.id))?.source)

/** The same for a component, which renders again when it changes. */
export const useJoined = (chat: Chat): boolean | null => {
  const { data: source } = useQuery({
    queryKey: queryKeys.messages(chat.id),
    queryFn: skipToken,
    select: (window: MessageWindow) => window.source,
  })
  return isJoined(chat, source)
}
