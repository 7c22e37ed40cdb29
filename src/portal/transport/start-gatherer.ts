import {
  BATCH_LIMIT,
  type BatchAnswer,
  type BatchCalls,
  notAsked,
  type BatchValue,
  type Rest,
  type SubAnswer,
} from './rest-client'

/** What only reads and can wait a little: its batches are sent together with others while a card starts. */
export type BackgroundRest = Pick<Rest, 'batch'>

/** Sends what a card asks for at its start in few requests: the portal spends 150 ms on each before it works, and an office shares a limit. */
export interface StartGatherer extends BackgroundRest {
  /** The start begins: batches wait for `ahead`. */
  readonly begin: () => void
  /**
   * Sends a batch at once. From now on, for `START_MS`, other batches wait for each other; those that ask for one of `calls` get its answer
   * handed, until the start is over.
   */
  readonly ahead: (calls: BatchCalls) => Promise<BatchAnswer>
  /** All that asks for something at the start has asked: what waits is sent when the batch asked for ahead has been answered. */
  readonly release: () => void
  /** The card is being used: nothing waits any more. */
  readonly endStart: () => void
}

/** The clock of a gatherer. */
export interface GathererEnv {
  /** Calls back after this time, ms. */
  readonly later: (ms: number, run: () => void) => void
}

/** How long a start lasts after its first answer, ms. Later batches are sent as they come. */
const START_MS = 5_000
/** Requests that a start may take; what is asked for by then waits for its end. */
const START_REQUESTS = 3
/** What waits is sent when nothing more has been asked for in this time, ms. */
const GATHER_MS = 100

/** Methods whose answer the page itself may change at any time: handed once. */
const OWN_CHANGES = /\.option\.get$/

interface Waiting {
  readonly calls: BatchCalls
  readonly resolve: (answer: BatchAnswer) => void
  readonly reject: (error: unknown) => void
}

const keyOf = (call: BatchCalls[string]): string => JSON.stringify(call)
const REFERENCE = /\$result\[(\w+)\]/g

const refersTo = (value: BatchValue | undefined, names: ReadonlySet<string>): boolean =>
  [...JSON.stringify(value ?? '').matchAll(REFERENCE)].some(([, name]) => name !== undefined && names.has(name))

/** The same calls under names with a prefix, references included. */
const renamed = (calls: BatchCalls, prefix: string): BatchCalls =>
  Object.fromEntries(
    Object.entries(calls).map(([name, call]) => [
      `${prefix}${name}`,
      JSON.parse(JSON.stringify(call).replaceAll(REFERENCE, `$result[${prefix}$1]`)) as BatchCalls[string],
    ]),
  )

const pageClock: GathererEnv = { later: (ms, run) => void setTimeout(run, ms) }

/** A gatherer of a card that has not started: batches are sent as they come. */
export const createStartGatherer = (
  rest: Pick<Rest, 'batch' | 'requestCount'>,
  { later }: GathererEnv = pageClock,
): StartGatherer => {
  let starting = 0
  let isStarting = false
  let used = false
  let released = false
  let aheadAnswered = false
  let lastAsked = 0
  let waiting: Waiting[] = []
  let handed = new Map<string, Promise<SubAnswer>>()

  const sendTogether = (parts: readonly Waiting[]) => {
    const calls: BatchCalls = Object.assign({}, ...parts.map((part, place) => renamed(part.calls, `g${place}_`)))
    rest.batch(calls).then(
      (answer) => parts.forEach(({ resolve }, place) => resolve((name) => answer(`g${place}_${name}`))),
      (error: unknown) => parts.forEach(({ reject }) => reject(error)),
    )
  }

  /** Sends one request with what has waited longest. */
  const flushOnce = () => {
    let size = 0
    const fitting = waiting.findIndex(({ calls }) => (size += Object.keys(calls).length) > BATCH_LIMIT)
    const parts = fitting < 0 ? waiting : waiting.slice(0, Math.max(1, fitting))
    waiting = waiting.slice(parts.length)
    if (parts.length > 0) sendTogether(parts)
  }

  const flushSoon = () => {
    const asked = (lastAsked += 1)
    later(GATHER_MS, () => {
      if (asked !== lastAsked || !isStarting || !released || !aheadAnswered) return
      if (rest.requestCount() < START_REQUESTS) flushOnce()
    })
  }

  const begin = () => {
    isStarting = !used
    aheadAnswered = false
  }

  const endStart = () => {
    isStarting = false
    handed.clear()
    while (waiting.length > 0) flushOnce()
  }

  const gathered = (calls: BatchCalls): Promise<BatchAnswer> => {
    if (!isStarting) return rest.batch(calls)
    return new Promise((resolve, reject) => {
      waiting.push({ calls, resolve, reject })
      flushSoon()
    })
  }

  return {
    batch: async (calls) => {
      const entries = Object.entries(calls)
      const fromAhead = new Map(
        entries.flatMap(([name, call]): [string, Promise<SubAnswer>][] => {
          const answer = handed.get(keyOf(call))
          // A call that another one of its batch refers to has to be in the same request.
          const isReferredTo = entries.some(([, [, params]]) => params && refersTo(params, new Set([name])))
          if (!answer || isReferredTo) return []
          if (OWN_CHANGES.test(call[0])) handed.delete(keyOf(call))
          return [[name, answer]]
        }),
      )
      if (fromAhead.size === 0) return gathered(calls)
      const others = Object.fromEntries(entries.filter(([name]) => !fromAhead.has(name)))
      const asked = Object.keys(others).length > 0 ? gathered(others) : null
      asked?.catch(() => undefined)
      const answers = new Map<string, SubAnswer>()
      try {
        for (const [name, sub] of fromAhead) answers.set(name, await sub)
      } catch {
        // What was asked for ahead got no answer: it is asked for again.
        return gathered(calls)
      }
      // A method of two steps asks for the second one now.
      flushSoon()
      const answer = await asked
      return (name) => answers.get(name) ?? (answer ?? notAsked)(name)
    },
    ahead: async (calls) => {
      const start = (starting += 1)
      begin()
      const answer = rest.batch(calls)
      handed = new Map(Object.entries(calls).map(([name, call]) => [keyOf(call), answer.then((subs) => subs(name))]))
      for (const sub of handed.values()) sub.catch(() => undefined)
      later(START_MS, () => {
        if (start === starting) endStart()
      })
      try {
        return await answer
      } finally {
        aheadAnswered = true
        flushSoon()
      }
    },
    release: () => {
      released = true
      flushSoon()
    },
    endStart: () => {
      used = true
      endStart()
    },
    begin,
  }
}
