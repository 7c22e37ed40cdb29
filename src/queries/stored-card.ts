import { skipToken, useQuery, type QueryClient } from '@tanstack/react-query'
import type { Chat } from '@/domain/chat'
import type { ChatId } from '@/domain/ids'
import type { MessageWindow } from '@/domain/message-window'
import type { CardCache } from './merge-snapshot'
import { queryKeys } from './query-keys'

/** A card as it was last seen in this browser: shown until the portal has answered (settings/stored-card.ts reads it). */
export interface StoredCard {
  readonly card: CardCache
  /** The chat that was open. */
  readonly openChat: ChatId | null
  /** Its newest page; null = it had none. */
  readonly window: MessageWindow | null
  /** Until when the portal's answers are in it: unix ms by the portal's clock. */
  readonly storedAt: number
}

/** A chat whose state is an earlier one: nothing is told of it that may have changed, and it keeps its place. */
export const withoutState = (chat: Chat): Chat =>
  chat.state === 'closed' ? chat : { ...chat, state: 'unknown', turn: 'unknown', waitingSince: null }

/** Shows a stored card from now on, or none any more. */
export const showStoredCard = (client: QueryClient, stored: StoredCard | null): void =>
  void client.setQueryData<StoredCard | null>(queryKeys.storedCard, stored)

/** The stored card that is shown, or would be; null = none. */
export const useStoredCard = (): StoredCard | null =>
  useQuery<StoredCard | null>({ queryKey: queryKeys.storedCard, queryFn: skipToken }).data ?? null
