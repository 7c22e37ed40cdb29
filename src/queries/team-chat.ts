import { skipToken, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { STORAGE_PREFIX, versionedName } from '@/lib/browser-storage'
import { crmItemKey } from '@/domain/crm'
import type { MessageWindow } from '@/domain/message-window'
import type { TeamChat } from '@/domain/team-chat'
import { asPortalError, type PortalError } from '@/portal/portal-error'
import { joinNewest } from './apply-snapshot'
import { useOpenedCard } from './card-context'
import type { CardCache } from './merge-snapshot'
import { queryKeys } from './query-keys'

/** The card's team chat, and how to start one. */
export interface TeamChatView {
  /** null while it is loading or could not be read. */
  readonly chat: TeamChat | null
  readonly error: PortalError | null
  readonly retry: () => void
  readonly start: () => void
  readonly starting: boolean
  /** Why starting failed; `outcomeUnknown` = it may still appear. */
  readonly startError: PortalError | null
}

/** How many operators of the card's chats are added to a new team chat; more can be added there. */
const MAX_USERS = 20

/** Two tabs must not both find nothing and both start one. Where the browser has no locks, the check before starting has to do. */
const exclusively = <Answer>(name: string, work: () => Promise<Answer>): Promise<Answer> =>
  navigator.locks ? navigator.locks.request(name, work).then((answer) => answer) : work()

/** Reads the team chat once per card; afterwards polls bring its messages. */
export const useTeamChat = (): TeamChatView => {
  const { portal, item } = useOpenedCard()
  const client = useQueryClient()
  const read = async (): Promise<TeamChat> => {
    const chat = await portal.fetchTeamChat(item)
    if (chat.kind === 'inside')
      client.setQueryData<MessageWindow>(queryKeys.messages(chat.id), (known) => joinNewest(known, chat.window).window)
    return chat
  }
  const owners = useQuery({
    queryKey: queryKeys.card(item),
    queryFn: skipToken,
    select: ({ chats }: CardCache) => chats.flatMap(({ dialog }) => dialog?.ownerId ?? []),
  }).data
  const users = [...new Set(owners)].slice(0, MAX_USERS)
  const { data, error, refetch } = useQuery<TeamChat>({ queryKey: queryKeys.teamChat(item), queryFn: read })
  const [starting, setStarting] = useState(false)
  const [startError, setStartError] = useState<PortalError | null>(null)
  const start = async () => {
    setStarting(true)
    const failed = await exclusively(
      versionedName(`${STORAGE_PREFIX}:${portal.id}:team-chat:${crmItemKey(item)}`),
      async () => {
        const titles = await portal.fetchCrmTitles([item]).catch(() => new Map<string, string>())
        await portal.startTeamChat(item, titles.get(crmItemKey(item)) ?? `#${item.id}`, users)
      },
    ).then(() => null, asPortalError)
    await refetch()
    setStartError(failed)
    setStarting(false)
  }
  return {
    chat: data ?? null,
    error: error ? asPortalError(error) : null,
    retry: () => void refetch(),
    start: () => {
      if (!starting) void start()
    },
    starting,
    startError,
  }
}
