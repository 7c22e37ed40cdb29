import type { ChatId, MessageId } from '@/domain/ids'
import { currentMarks, MAX_MARKS, type NoReplyMark, type NoReplyMarks } from '@/domain/no-reply-needed'
import { DEFAULT_WAIT_LIMITS, validMinutes, type WaitLimits } from '@/domain/wait-time'
import { inBrowser, inBrowserOfUser, inPortal, type BrowserSetting, type PortalSetting } from './setting-kinds'

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
