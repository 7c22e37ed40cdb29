import { skipToken, useQuery, type QueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { ChatId, MessageId, UserId } from '@/domain/ids'
import type { MessageWindow } from '@/domain/message-window'
import type { Person } from '@/domain/person'
import type { CardCache } from './merge-snapshot'
import { queryKeys } from './query-keys'
import type { StoredCard } from './stored-card'
import { useOpenedCard } from './card-context'

/** A colleague who has a chat on screen. */
export interface Viewer {
  readonly userId: UserId
  readonly writing: boolean
}

/** A colleague with a name to show. */
export interface Colleague extends Pick<Person, 'id' | 'name' | 'firstName' | 'avatarUrl' | 'color'> {
  readonly writing: boolean
}

const same = (a: readonly Viewer[], b: readonly Viewer[]): boolean =>
  a.length === b.length &&
  a.every((member, place) => member.userId === b[place]?.userId && member.writing === b[place].writing)

/** Stores who has a chat on screen; keeps the same array when nothing changed. */
export const setViewers = (client: QueryClient, chatId: ChatId, team: readonly Viewer[]): void => {
  const known = client.getQueryData<readonly Viewer[]>(queryKeys.team(chatId)) ?? []
  if (!same(known, team)) client.setQueryData(queryKeys.team(chatId), team)
}

const NO_VIEWERS: readonly Viewer[] = []

/** Colleagues who have this chat on screen and whose name is known. */
export const useViewers = (chatId: ChatId): readonly Colleague[] => {
  const { item } = useOpenedCard()
  const { data: team = NO_VIEWERS } = useQuery<readonly Viewer[]>({
    queryKey: queryKeys.team(chatId),
    queryFn: skipToken,
  })
  const { data: people } = useQuery({
    queryKey: queryKeys.card(item),
    queryFn: skipToken,
    select: (card: CardCache) => card.people,
  })
  return useMemo(
    () =>
      team.flatMap(({ userId, writing }) => {
        const person = people?.get(userId)
        // Events can claim any user: only operators are shown.
        return person?.kind === 'operator' ? [{ ...person, writing }] : []
      }),
    [team, people],
  )
}

/** The newest loaded message of a chat, 0 without one. */
export const newestLoaded = (client: QueryClient, chatId: ChatId): MessageId | 0 =>
  client.getQueryData<MessageWindow>(queryKeys.messages(chatId))?.messages.at(-1)?.id ?? 0

/** The newest message on screen, 0 without one: loaded, or as it was last seen. */
export const newestShown = (client: QueryClient, chatId: ChatId): MessageId | 0 => {
  const stored = client.getQueryData<StoredCard | null>(queryKeys.storedCard)
  const seen = stored?.openChat === chatId ? stored.window?.messages.at(-1)?.id : undefined
  return newestLoaded(client, chatId) || (seen ?? 0)
}

/** First name of the colleague who answered the client after a message; null = none. */
export const answeredSince = (client: QueryClient, chatId: ChatId, me: UserId, since: MessageId | 0): string | null => {
  const window = client.getQueryData<MessageWindow>(queryKeys.messages(chatId))
  const answer = window?.messages.findLast(
    ({ id, authorId, hidden, deleted }) =>
      id > since &&
      authorId !== null &&
      authorId !== me &&
      !hidden &&
      !deleted &&
      window.people.get(authorId)?.kind === 'operator',
  )
  return answer?.authorId ? (window?.people.get(answer.authorId)?.firstName ?? null) : null
}
