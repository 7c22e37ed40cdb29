import { skipToken, useQuery, type QueryClient } from '@tanstack/react-query'
import type { Chat } from '@/domain/chat'
import {
  fromOptionText,
  NOTHING_STORED,
  settle,
  toOptionText,
  unsettle,
  type StoredOptions,
} from '@/domain/user-settings'
import type { PersonOptions } from '@/domain/user-settings'
import type { WaitLimits } from '@/domain/wait-time'
import { newestOf } from '@/domain/wait-time'
import type { PortalError } from '@/portal/portal-error'
import { useOpenedCard, type OpenedCard } from '@/queries/card-context'
import { keys } from '@/queries/query-keys'
import type { OptionShelves } from './option-storage'
import { makeOptionStore, type OptionStore } from './synced-value'

const stores = new WeakMap<OpenedCard, OptionStore<StoredOptions>>()

/** Makes the store of what the person sets in this card; `onChanged` after the portal has kept something. */
export const keepOptions = (
  card: OpenedCard,
  client: QueryClient,
  shelves: OptionShelves,
  onChanged: () => void,
): OptionStore<StoredOptions> => {
  const store = makeOptionStore<StoredOptions>({
    nothing: NOTHING_STORED,
    fromText: fromOptionText,
    toText: toOptionText,
    read: () => shelves.read('user', 'panel'),
    write: (text) => shelves.write('user', 'panel', text, true),
    alone: shelves.alone,
    now: Date.now,
    later: (ms, run) => void setTimeout(run, ms),
    show: (options) => client.setQueryData<PersonOptions>(keys.options, options),
    onKept: (trouble) => {
      client.setQueryData(keys.optionTrouble, trouble)
      if (!trouble) onChanged()
    },
    recheck: 0,
  })
  stores.set(card, store)
  return store
}

/** Why the last changes of the options last only as long as this panel; null = they are kept. */
export const useOptionTrouble = (): PortalError | null =>
  useQuery<PortalError | null>({ queryKey: keys.optionTrouble, queryFn: skipToken }).data ?? null

/** Sets from which wait on chats turn amber and red, ms. */
export const useSetLimits = (): ((limits: WaitLimits) => void) => {
  const card = useOpenedCard()
  return (limits) => stores.get(card)?.change((options) => ({ ...options, limits }))
}

/** "No reply needed" for one chat. */
export interface NoReplyNeeded {
  /** Its client waits, so it can be said. */
  readonly offered: boolean
  /** It was said, and the client has not written since. */
  readonly settled: boolean
  readonly settle: () => void
  readonly undo: () => void
}

/** Takes a chat out of those that wait until its client writes again; kept with the person's options, told to his other panels. */
export const useNoReplyNeeded = (chat: Chat): NoReplyNeeded => {
  const card = useOpenedCard()
  const newest = newestOf(chat)
  return {
    offered: chat.waitingSince !== null && newest !== 0,
    settled: chat.settled,
    settle: () => {
      if (newest !== 0) stores.get(card)?.change((options) => settle(options, chat.id, newest, Date.now()))
    },
    undo: () => stores.get(card)?.change((options) => unsettle(options, chat.id)),
  }
}
