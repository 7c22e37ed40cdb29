import { type ChatId, type MessageId, toId } from './ids'
import { DEFAULT_LIMITS, type WaitLimits } from './wait-time'

/** What one person has set; kept with the options of the app's user. */
export interface PersonOptions {
  readonly limits: WaitLimits
  /** Chats whose client needs no reply, with the newest message that was there when that was said. */
  readonly settled: ReadonlyMap<ChatId, MessageId>
}

/** Before anything was set. */
export const NO_OPTIONS: PersonOptions = { limits: DEFAULT_LIMITS, settled: new Map() }

const VERSION = 1
const MINUTE = 60_000
const DAY = 86_400_000
/** Marks older than this many days, and those beyond so many, are dropped: everything a user has stored shares 64 kB. */
const KEPT_DAYS = 30
const MOST_MARKS = 300

/** The shortest and the longest limit that can be set, in minutes. */
export const LEAST_MINUTES = 1
export const MOST_MINUTES = 240

/** True for whole minutes within bounds, amber before red. */
export const validMinutes = (amber: number, red: number): boolean =>
  Number.isInteger(amber) && Number.isInteger(red) && amber >= LEAST_MINUTES && red <= MOST_MINUTES && amber < red

/** What is stored: options, and the day on which each mark was made, in days since 1970. */
export interface StoredOptions extends PersonOptions {
  readonly markedOn: ReadonlyMap<ChatId, number>
}

/** Nothing stored. */
export const NOTHING_STORED: StoredOptions = { ...NO_OPTIONS, markedOn: new Map() }

const dayOf = (now: number): number => Math.floor(now / DAY)

const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

const limitsOf = (amber: unknown, red: unknown): WaitLimits =>
  typeof amber === 'number' && typeof red === 'number' && validMinutes(amber, red)
    ? { amber: amber * MINUTE, red: red * MINUTE }
    : NO_OPTIONS.limits

/** Reads the stored text; what isn't understood counts as not set. */
export const fromOptionText = (text: string): StoredOptions => {
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
  const settled = new Map<ChatId, MessageId>()
  const markedOn = new Map<ChatId, number>()
  for (const mark of asList(raw['done']).slice(0, MOST_MARKS)) {
    const [chat, message, day] = asList(mark)
    const chatId = toId<ChatId>(chat)
    const messageId = toId<MessageId>(message)
    if (chatId === null || messageId === null || typeof day !== 'number') continue
    settled.set(chatId, messageId)
    markedOn.set(chatId, day)
  }
  return { limits: limitsOf(amber, red), settled, markedOn }
}

/** The text to store; old marks and those beyond the limit are left out, oldest first. `now` in unix ms. */
export const toOptionText = ({ limits, settled, markedOn }: StoredOptions, now: number): string => {
  const today = dayOf(now)
  const marks = [...settled]
    .map(([chatId, messageId]) => [chatId, messageId, markedOn.get(chatId) ?? today] as const)
    .filter(([, , day]) => today - day <= KEPT_DAYS)
    .toSorted((a, b) => b[2] - a[2] || b[0] - a[0])
    .slice(0, MOST_MARKS)
  return JSON.stringify({ v: VERSION, wait: [limits.amber / MINUTE, limits.red / MINUTE], done: marks })
}

/** Marks a chat as needing no reply to anything up to a message. `now` in unix ms. */
export const settle = (options: StoredOptions, chatId: ChatId, upTo: MessageId, now: number): StoredOptions => ({
  ...options,
  settled: new Map(options.settled).set(chatId, upTo),
  markedOn: new Map(options.markedOn).set(chatId, dayOf(now)),
})

/** Takes the mark away. */
export const unsettle = (options: StoredOptions, chatId: ChatId): StoredOptions => {
  const settled = new Map(options.settled)
  settled.delete(chatId)
  return { ...options, settled }
}
