import type { SessionId } from './ids'
import type { Message } from './message'

/** Sessions that lines among these messages name: each opens or closes one (`/online/?IM_HISTORY=imol|<id>`). */
export const sessionsNamed = (messages: readonly Message[]): readonly SessionId[] => [
  ...new Set(messages.flatMap(({ session }) => session?.sessionId ?? [])),
]

/**
 * The session to read next, going back: the newest known one that is older than everything shown. `shown`: sessions on screen;
 * `refused`: those that may not be read. null = none is known.
 */
export const sessionBefore = (
  known: readonly SessionId[],
  shown: readonly SessionId[],
  refused: readonly SessionId[],
): SessionId | null => {
  const oldest = Math.min(...shown)
  const left = known.filter((id) => id < oldest && !refused.includes(id))
  return left.length === 0 ? null : left.reduce((a, b) => (b > a ? b : a))
}
