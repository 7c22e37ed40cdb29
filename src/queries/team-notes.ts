import { skipToken, useQuery } from '@tanstack/react-query'
import type { ChatId } from '@/domain/ids'
import type { TeamChat, TeamNotes } from '@/domain/team-chat'
import { useOpenedCard } from './card-context'
import { useMessageWindow } from './messages'
import { queryKeys } from './query-keys'

/** Id of the card's team chat where the caller is in it; 0 = none, or not read yet. */
export const useTeamChatId = (): ChatId => {
  const { item } = useOpenedCard()
  const { data } = useQuery<TeamChat>({ queryKey: queryKeys.teamChat(item), queryFn: skipToken })
  return data?.kind === 'inside' ? data.id : (0 as ChatId)
}

/** Loaded notes about the card; null for the team chat itself and before they are loaded. */
export const useTeamNotes = (chatId: ChatId): TeamNotes | null => {
  const id = useTeamChatId()
  // Without a chat the query is never filled.
  const window = useMessageWindow(id)
  return id === chatId ? null : window
}
