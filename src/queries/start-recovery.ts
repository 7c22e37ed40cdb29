import { asPortalError, type PortalError } from '@/portal/portal-error'

/** A start that has failed so far and goes on trying. */
export interface StartFailure {
  readonly error: PortalError
  /** When the next attempt is made, Unix ms; null = it is under way. */
  readonly nextAt: number | null
  /** It has lasted so long that a skeleton would no longer do. */
  readonly lasting: boolean
}

/** A start that will have failed for this time before its next attempt is told in place of the skeleton. */
const LASTING_AFTER_MS = 6_000

/**
 * Longest pause after the first, second ... failure, ms; the last one goes on. For 20 seconds the pauses stay below six seconds: a restart
 * of the portal or a busy office is over by then, and the card opens soon after. Later they grow, or many cards behind one address would
 * keep the portal's request limit used up.
 */
const LONGEST_PAUSES_MS = [1_500, 3_000, 4_500, 5_500, 5_500, 5_500, 8_000, 12_000, 20_000, 30_000] as const
/**
 * A portal that refuses for its request limit is alive, and gives a request a place every half second: a start that waited longer would
 * lose its place to the polls of cards that have opened.
 */
const LONGEST_LIMIT_PAUSE_MS = 8_000
/** Pauses differ by chance between this part of the longest one and all of it: cards that failed together come apart. */
const SHORTEST_RATIO = 0.6

/** Whether another attempt can succeed without anybody doing something. */
const isRecoverable = ({ kind }: PortalError): boolean =>
  kind === 'network' || kind === 'unavailable' || kind === 'limit' || kind === 'malformed' || kind === 'sign-in'

/** Pause (ms) before the next attempt after so many failures; null = another attempt is pointless. `random`: 0 <= n < 1. */
export const retryPauseMs = (failures: number, error: PortalError, now: number, random: number): number | null => {
  if (!isRecoverable(error)) return null
  const listed = LONGEST_PAUSES_MS[Math.min(failures, LONGEST_PAUSES_MS.length) - 1] ?? LONGEST_PAUSES_MS[0]
  const longest = error.kind === 'limit' ? Math.min(listed, LONGEST_LIMIT_PAUSE_MS) : listed
  const pause = longest * (SHORTEST_RATIO + (1 - SHORTEST_RATIO) * random)
  // The operating time of a method comes back minutes later, and the answer says when.
  return error.code === 'OPERATION_TIME_LIMIT' && error.retryAt !== null ? Math.max(pause, error.retryAt - now) : pause
}

/** What a recovering start needs of its surroundings. */
export interface StartRetryEnv {
  readonly now: () => number
  readonly random: () => number
  /** Resolves after this time, or earlier when an attempt is worth making at once. */
  readonly pause: (ms: number) => Promise<void>
}

const noPause = (): void => undefined
let wake = noPause

/** Ends the pause before the next attempt; false = none is waited for. */
export const retryStartNow = (): boolean => {
  const waiting = wake !== noPause
  wake()
  return waiting
}

/** The page's clock, and pauses that end early when the network is back. */
export const startRetryEnv: StartRetryEnv = {
  now: Date.now,
  random: Math.random,
  pause: (ms) =>
    new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer)
        window.removeEventListener('online', end)
        wake = noPause
        resolve()
      }
      const timer = setTimeout(end, ms)
      window.addEventListener('online', end)
      wake = end
    }),
}

/**
 * Repeats the initial request until it succeeds or can't. `report` is told of every failure that is followed by another attempt, and null at
 * success. Rejects with the PortalError of an attempt after which another one is pointless.
 */
export const fetchWithRecovery = async <Answer>(
  first: Promise<Answer>,
  again: () => Promise<Answer>,
  env: StartRetryEnv,
  report: (failure: StartFailure | null) => void,
): Promise<Answer> => {
  let attempt = first
  const since = env.now()
  for (let failures = 1; ; failures += 1) {
    try {
      const snapshot = await attempt
      report(null)
      return snapshot
    } catch (thrown) {
      const error = asPortalError(thrown)
      const now = env.now()
      const pause = retryPauseMs(failures, error, now, env.random())
      if (pause === null) throw error
      const lasting = now + pause - since >= LASTING_AFTER_MS
      report({ error, nextAt: now + pause, lasting })
      await env.pause(pause)
      report({ error, nextAt: null, lasting })
      attempt = again()
    }
  }
}
