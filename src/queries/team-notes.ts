import { skipToken, useQuery } from '@tanstack/react-query'
import type { ChatId } from '@/domain/ids'
import type { TeamChat, TeamNotes } from '@/domain/team-chat'
import { keys } from './keys'
import { useMessageWindow } from './messages'
import { useOpenedCard } from './portal-context'

/** Number of the card's team chat where the caller is in it; 0 = none, or nobody has asked yet. */
export const useTeamChatId = (): ChatId => {
  const { item } = useOpenedCard()
  const { data } = useQuery<TeamChat>({ queryKey: keys.teamChat(item), queryFn: skipToken })
  return data?.kind === 'inside' ? data.id : (0 as ChatId)
}

/** What the team has said about the card, as far as it is loaded; null for the team chat itself and while nobody has read it. */
export const useTeamNotes = (chatId: ChatId): TeamNotes | null => {
  const id = useTeamChatId()
  // The query of no chat is never filled.
  const window = useMessageWindow(id)
  return id === chatId ? null : window
}
