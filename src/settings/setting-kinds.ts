import type { GenericSchema } from 'valibot'
import type { schemaTools } from '@/lib/stored-schema'

/** One of a few words, kept in this browser; never text of a chat. */
export interface BrowserSetting<Word extends string> {
  /** `browser`: for whoever uses it. `browser-user`: for one user of one portal, and deleted when another one signs in. */
  readonly keptIn: 'browser' | 'browser-user'
  /** Its name in localStorage, after the prefix. */
  readonly key: string
  /** The first one is the default; what is stored and isn't in the list counts as not set. */
  readonly words: readonly [Word, ...Word[]]
}

/** Kept in the portal with the options of the app's user, so that it follows them to every computer. */
export interface PortalSetting<Value> {
  readonly keptIn: 'portal'
  /** Its field in the option `panel`. A field keeps its meaning: another shape is another field, for panels of two versions share it. */
  readonly key: string
  readonly default: Value
  /**
   * Checks and reads what is stored; what doesn't fit counts as not set, and is left as it is until this setting is changed. Valibot is
   * handed in, because this table is needed by the first screen and valibot is loaded later (docs/decisions.md, ADR 062).
   */
  readonly schema: (v: typeof schemaTools) => GenericSchema<unknown, Value>
  /** What is stored. `now` in unix ms. A method, so that entries of different values fit into one list. */
  toStored(this: void, value: Value, now: number): unknown
}

/** A setting for whoever uses this browser. */
export const inBrowser = <const Word extends string>(
  key: string,
  words: readonly [Word, ...Word[]],
): BrowserSetting<Word> => ({ keptIn: 'browser', key, words })

/** A setting of one user in this browser. */
export const inBrowserOfUser = <const Word extends string>(
  key: string,
  words: readonly [Word, ...Word[]],
): BrowserSetting<Word> => ({ keptIn: 'browser-user', key, words })

/** A setting of the user, wherever they work. */
export const inPortal = <Value>(
  key: string,
  entry: Omit<PortalSetting<Value>, 'keptIn' | 'key'>,
): PortalSetting<Value> => ({
  keptIn: 'portal',
  key,
  ...entry,
})
