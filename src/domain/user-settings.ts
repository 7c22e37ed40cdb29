import { type ChatId, type MessageId, toId } from './ids'
import { DEFAULT_WAIT_LIMITS, type WaitLimits } from './wait-time'

/** What one user has set; stored with the options of the app's user. */
export interface UserSettings {
  readonly limits: WaitLimits
  /** Chats marked "No reply needed", with the newest message at that time. */
  readonly noReplyNeeded: ReadonlyMap<ChatId, MessageId>
}

export const DEFAULT_SETTINGS: UserSettings = { limits: DEFAULT_WAIT_LIMITS, noReplyNeeded: new Map() }

const VERSION = 1
const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
/** Limits of stored marks, in days and number: everything a user has stored shares 64 kB. */
const KEPT_DAYS = 30
const MAX_MARKS = 300

/** Range of a limit, in minutes. */
export const MIN_MINUTES = 1
export const MAX_MINUTES = 240

/** Whole minutes within the range, amber before red. */
export const validMinutes = (amber: number, red: number): boolean =>
  Number.isInteger(amber) && Number.isInteger(red) && amber >= MIN_MINUTES && red <= MAX_MINUTES && amber < red

/** The stored form: settings, and the day of each mark, in days since 1970. */
export interface StoredSettings extends UserSettings {
  readonly markedOn: ReadonlyMap<ChatId, number>
}

export const NOTHING_STORED: StoredSettings = { ...DEFAULT_SETTINGS, markedOn: new Map() }

const dayOf = (now: number): number => Math.floor(now / DAY_MS)

const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

const limitsOf = (amber: unknown, red: unknown): WaitLimits =>
  typeof amber === 'number' && typeof red === 'number' && validMinutes(amber, red)
    ? { amber: amber * MINUTE_MS, red: red * MINUTE_MS }
    : DEFAULT_SETTINGS.limits

/** Parses the stored text; values that can't be parsed count as not set. */
export const parseSettings = (text: string): StoredSettings => {
  let raw: Readonly<Record<string, unknown>>
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null) return NOTHING_STORED
    raw = value as Readonly<Record<string, unknown>>
  } catch {
    return NOTHING_STORED
  }
  if (raw['v'] !== VERSION) return NOTHING_STORED
  const [amber, red] = asList(raw['wait'])
  const noReplyNeeded = new Map<ChatId, MessageId>()
  const markedOn = new Map<ChatId, number>()
  for (const mark of asList(raw['done']).slice(0, MAX_MARKS)) {
    const [chat, message, day] = asList(mark)
    const chatId = toId<ChatId>(chat)
    const messageId = toId<MessageId>(message)
    if (chatId === null || messageId === null || typeof day !== 'number') continue
    noReplyNeeded.set(chatId, messageId)
    markedOn.set(chatId, day)
  }
  return { limits: limitsOf(amber, red), noReplyNeeded, markedOn }
}

/** The text to store; old marks and those beyond the limit are left out, oldest first. `now` in unix ms. */
export const serializeSettings = ({ limits, noReplyNeeded, markedOn }: StoredSettings, now: number): string => {
  const today = dayOf(now)
  const marks = [...noReplyNeeded]
    .map(([chatId, messageId]) => [chatId, messageId, markedOn.get(chatId) ?? today] as const)
    .filter(([, , day]) => today - day <= KEPT_DAYS)
    .toSorted((a, b) => b[2] - a[2] || b[0] - a[0])
    .slice(0, MAX_MARKS)
  return JSON.stringify({ v: VERSION, wait: [limits.amber / MINUTE_MS, limits.red / MINUTE_MS], done: marks })
}

/** Marks a chat as needing no reply to anything up to a message. `now` in unix ms. */
export const markNoReplyNeeded = (
  options: StoredSettings,
  chatId: ChatId,
  upTo: MessageId,
  now: number,
): StoredSettings => ({
  ...options,
  noReplyNeeded: new Map(options.noReplyNeeded).set(chatId, upTo),
  markedOn: new Map(options.markedOn).set(chatId, dayOf(now)),
})

export const unmarkNoReplyNeeded = (options: StoredSettings, chatId: ChatId): StoredSettings => {
  const noReplyNeeded = new Map(options.noReplyNeeded)
  noReplyNeeded.delete(chatId)
  return { ...options, noReplyNeeded }
}
