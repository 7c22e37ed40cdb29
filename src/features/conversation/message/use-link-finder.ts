import { useSyncExternalStore } from 'react'

/** A link in plain text: its range (`to` is exclusive) and its safe address. */
export interface FoundLink {
  readonly from: number
  readonly to: number
  readonly url: string
}

/** Finds links in plain text, in their order, without overlaps. */
export type FindLinks = (text: string) => readonly FoundLink[]

let known: FindLinks | null = null
const waiting = new Set<() => void>()
const subscribe = (notify: () => void) => {
  waiting.add(notify)
  return () => void waiting.delete(notify)
}

/** Loads the search for links without a scheme, mail addresses and phone numbers; until then only http(s) addresses are links. */
export const fetchLinkFinder = (): void =>
  void import('./find-links').then(
    ({ findLinks }) => {
      known = findLinks
      for (const notify of waiting) notify()
    },
    () => undefined,
  )

/** The search for links in text; null until it is loaded. */
export const useLinkFinder = (): FindLinks | null => useSyncExternalStore(subscribe, () => known)
