import type { ChatId, MessageId } from './ids'
import { DEFAULT_LIMITS, type WaitLimits } from './waiting'

/** What one person has set; kept with the options of the app's user. */
export interface PersonOptions {
  readonly limits: WaitLimits
  /** Chats whose client needs no reply, with the newest message that was there when that was said. */
  readonly settled: ReadonlyMap<ChatId, MessageId>
}

/** Before anything was set. */
export const NO_OPTIONS: PersonOptions = { limits: DEFAULT_LIMITS, settled: new Map() }
