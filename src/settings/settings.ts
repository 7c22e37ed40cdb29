import type { GenericSchema } from 'valibot'
import type { ChatId, MessageId } from '@/domain/ids'
import {
  currentMarks,
  DEFAULT_WAIT_LIMITS,
  MAX_MARKS,
  validMinutes,
  type NoReplyMark,
  type NoReplyMarks,
  type WaitLimits,
} from '@/domain/wait-time'
import type { schemaTools } from '@/lib/stored-schema'

/** One of a few words, kept in this browser; never text of a chat. */
export interface BrowserSetting<Word extends string> {
  /** `browser`: for all users of the browser. `browser-user`: for one user of one portal, and deleted when another one signs in. */
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

/** A setting for all users of this browser. */
const inBrowser = <const Word extends string>(
  key: string,
  words: readonly [Word, ...Word[]],
): BrowserSetting<Word> => ({ keptIn: 'browser', key, words })

/** A setting of one user in this browser. */
const inBrowserOfUser = <const Word extends string>(
  key: string,
  words: readonly [Word, ...Word[]],
): BrowserSetting<Word> => ({ keptIn: 'browser-user', key, words })

/** A setting of the user, wherever they work. */
const inPortal = <Value>(key: string, entry: Omit<PortalSetting<Value>, 'keptIn' | 'key'>): PortalSetting<Value> => ({
  keptIn: 'portal',
  key,
  ...entry,
})

const MINUTE_MS = 60_000

/**
 * Every setting: where it is kept, under which name, its values, its default. Reading, setting, checking and storing are derived from
 * the entry (use-setting.ts, setting-store.ts, portal-settings.ts). docs/privacy.md lists the names; a test compares.
 */
export const settings = {
  /** CRM cards are light in every portal theme, so the computer's setting doesn't count. */
  theme: inBrowser('theme', ['light', 'dark']),
  /** The details pane beside the conversation. */
  detailsPane: inBrowser('details', ['open', 'closed']),
  /** Chats of related records in the list. */
  relatedChats: inBrowser('related', ['shown', 'hidden']),
  listOrder: inBrowser('order', ['attention', 'longest', 'newest']),
  /** Keys of one character without Ctrl or Alt (WCAG 2.1.4); people who use speech input or press keys by accident switch them off. */
  letterKeys: inBrowser('letters', ['on', 'off']),
  /** Which key sends: Enter (Shift+Enter is a new line), or Ctrl+Enter (Enter is a new line). */
  sendKey: inBrowserOfUser('send-key', ['enter', 'ctrl']),
  /** Waits above these turn amber and red. Stored in minutes. */
  waitLimits: inPortal<WaitLimits>('wait', {
    default: DEFAULT_WAIT_LIMITS,
    schema: (v) =>
      v.pipe(
        v.tuple([v.number(), v.number()]),
        v.check(([amber, red]) => validMinutes(amber, red)),
        v.transform(([amber, red]): WaitLimits => ({ amber: amber * MINUTE_MS, red: red * MINUTE_MS })),
      ),
    toStored: ({ amber, red }) => [amber / MINUTE_MS, red / MINUTE_MS],
  }),
  /** Chats marked "No reply needed". */
  noReplyNeeded: inPortal<NoReplyMarks>('done', {
    default: new Map(),
    schema: (v) =>
      v.pipe(
        v.storedList(v.tuple([v.storedId<ChatId>(), v.storedId<MessageId>(), v.number()])),
        v.transform(
          (rows): NoReplyMarks =>
            new Map(
              rows.slice(0, MAX_MARKS).map(([chatId, upTo, day]): [ChatId, NoReplyMark] => [chatId, { upTo, day }]),
            ),
        ),
      ),
    toStored: currentMarks,
  }),
} as const

type Table = typeof settings

/** The value of each setting. */
export type Settings = {
  readonly [Name in keyof Table]: Table[Name] extends BrowserSetting<infer Word>
    ? Word
    : Table[Name] extends PortalSetting<infer Value>
      ? Value
      : never
}

export type SettingName = keyof Settings

/** The value while nothing is stored. */
export const defaultOf = <Name extends SettingName>(name: Name): Settings[Name] => {
  const entry: BrowserSetting<string> | PortalSetting<unknown> = settings[name]
  return (entry.keptIn === 'portal' ? entry.default : entry.words[0]) as Settings[Name]
}
