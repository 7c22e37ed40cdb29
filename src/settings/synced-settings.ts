import type { QueryClient } from '@tanstack/react-query'
import { fromDraftText, toDraftText, type DraftSheet } from '@/domain/draft-codec'
import type { OptionPlace } from '@/portal/portal'
import type { OpenedCard } from '@/queries/card-context'
import { keys } from '@/queries/query-keys'
import { makeOptionShelves } from './option-storage'
import { makeOptionStore, type OptionChange } from './synced-value'
import { keepTemplates } from './templates'
import { keepOptions } from './user-settings'

/** The stores of one opened card, as far as others have to know of them. */
export interface KeptOptions {
  /** Reads all of them again, in one request. */
  readonly readAgain: () => void
  /** Changes the drafts that follow their writer from computer to computer. */
  readonly changeDrafts: (change: OptionChange<DraftSheet>) => void
}

/** What a card's stores stand on besides the portal. */
export interface KeptOptionsWorld {
  /** The same in all panels of one user and portal. */
  readonly lockName: string
  /** After the portal has kept something that other panels show. */
  readonly onChanged: () => void
  /** What drafts the portal holds, each time that is known. */
  readonly onDrafts: (sheet: DraftSheet) => void
}

/**
 * Starts everything that is kept with the user's and the app's options: settings, templates, drafts. All of it is read with one
 * request, a moment after the chats are on screen.
 */
export const startOptions = (card: OpenedCard, client: QueryClient, world: KeptOptionsWorld): KeptOptions => {
  const shelves = makeOptionShelves(card.portal, world.lockName, (place: OptionPlace, bytes) =>
    client.setQueryData(keys.optionBytes(place), bytes),
  )
  const stores = [
    keepOptions(card, client, shelves, world.onChanged),
    keepTemplates(card, client, shelves, 'personal', world.onChanged),
    keepTemplates(card, client, shelves, 'shared', world.onChanged),
  ]
  const drafts = makeOptionStore<DraftSheet>({
    nothing: new Map(),
    fromText: fromDraftText,
    toText: toDraftText,
    read: () => shelves.read('user', 'drafts'),
    // A draft is also in the browser where it was typed: one request less for each of them weighs more than a proof.
    write: (text) => shelves.write('user', 'drafts', text, false),
    alone: shelves.alone,
    now: Date.now,
    later: (ms, run) => void setTimeout(run, ms),
    show: () => undefined,
    onStored: world.onDrafts,
    onKept: () => undefined,
    recheck: 0,
  })
  const readAgain = () => {
    for (const store of [...stores, drafts]) store.readAgain()
  }
  readAgain()
  return { readAgain, changeDrafts: drafts.change }
}
