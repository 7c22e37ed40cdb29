import { useSyncExternalStore } from 'react'

/** A link in plain text: where it stands (`to` is behind it) and an address that may be followed. */
export interface FoundLink {
  readonly from: number
  readonly to: number
  readonly url: string
}

/** Finds links in plain text, in their order, none over another. */
export type FindLinks = (text: string) => readonly FoundLink[]

let known: FindLinks | null = null
const waiting = new Set<() => void>()
const subscribe = (tell: () => void) => {
  waiting.add(tell)
  return () => void waiting.delete(tell)
}

/** Sends for what knows links without a scheme, mail addresses and phone numbers; until it comes, only http(s) addresses are links. */
export const fetchLinkFinder = (): void =>
  void import('./find-links').then(
    ({ findLinks }) => {
      known = findLinks
      for (const tell of waiting) tell()
    },
    () => undefined,
  )

/** What finds links in text; null until it is here. */
export const useLinkFinder = (): FindLinks | null => useSyncExternalStore(subscribe, () => known)
