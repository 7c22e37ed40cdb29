import type { ChatId, FileId } from '@/domain/ids'
import { BATCH_LIMIT } from '@/portal/portal'
import { asPortalError, type PortalError } from '@/portal/portal-error'
import type { Portal } from './card-context'

/** What comes into sight within this time is asked for together. */
const COLLECT_MS = 80
const MAX_REQUESTS_AT_ONCE = 3
/**
 * Requests that pictures may cause at once, and per second after that: half of what a portal takes from a whole office (50, then 2 per
 * second). Every address is used by one more request, that of the browser.
 */
const BURST = 24
const PER_SECOND = 1
const MAX_TRIES = 3

/** One-time addresses for the pictures in sight. Nothing is kept here. */
export interface AddressQueue {
  /** An address of its own for each call. Rejects with PortalError; an abort takes back what hasn't been sent, and rejects. */
  readonly ask: (chatId: ChatId, fileId: FileId, signal: AbortSignal) => Promise<string>
}

interface Wanted {
  readonly chatId: ChatId
  readonly fileId: FileId
  readonly resolve: (url: string) => void
  readonly reject: (error: unknown) => void
  tries: number
}

/** Whether the portal is older than im.v2.File.download. */
export const isWithoutDownload = ({ code }: PortalError): boolean => code.toUpperCase() === 'ERROR_METHOD_NOT_FOUND'

/** Asks for many addresses in one request; one by one where the portal refuses that, a few at once, never so many that replies wait. */
export const createAddressQueue = (portal: Pick<Portal, 'fetchDownloadUrl' | 'fetchDownloadUrls'>): AddressQueue => {
  let waiting: Wanted[] = []
  let running = 0
  let inBatches = true
  let missing: PortalError | null = null
  let budget = BURST
  let budgetAt = performance.now()
  let pausedUntil = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  const later = (ms: number) => {
    timer ??= setTimeout(() => {
      timer = undefined
      send()
    }, ms)
  }

  const fail = (wanted: Wanted, error: PortalError, batched: boolean) => {
    if (batched && error.code === 'ERROR_BATCH_METHOD_NOT_ALLOWED') {
      inBatches = false
      waiting.push(wanted)
    } else if (error.kind === 'limit' && wanted.tries < MAX_TRIES) {
      wanted.tries += 1
      waiting.push(wanted)
      pausedUntil = performance.now() + Math.max(1_000, (error.retryAt ?? 0) - Date.now())
    } else {
      if (isWithoutDownload(error)) missing = error
      wanted.reject(error)
    }
  }

  const run = async (group: readonly Wanted[]) => {
    running += 1
    budget -= 1
    const batched = inBatches
    try {
      // Also for one: a refusal inside of a batch is no failed request in the browser's console.
      const answers = batched
        ? await portal.fetchDownloadUrls(group)
        : await Promise.all(group.map(({ chatId, fileId }) => portal.fetchDownloadUrl(chatId, fileId)))
      for (const [place, wanted] of group.entries()) {
        const answer = answers[place]
        if (typeof answer !== 'string') fail(wanted, asPortalError(answer), batched)
        else {
          budget -= 1
          wanted.resolve(answer)
        }
      }
    } catch (thrown) {
      for (const wanted of group) fail(wanted, asPortalError(thrown), batched)
    }
    running -= 1
    send()
  }

  const send = () => {
    const now = performance.now()
    budget = Math.min(BURST, budget + ((now - budgetAt) / 1_000) * PER_SECOND)
    budgetAt = now
    if (missing) for (const { reject } of waiting.splice(0)) reject(missing)
    while (waiting.length > 0 && running < MAX_REQUESTS_AT_ONCE) {
      const pause = Math.max(pausedUntil - now, ((1 - budget) / PER_SECOND) * 1_000)
      if (pause > 0) return later(pause)
      void run(waiting.splice(0, inBatches ? BATCH_LIMIT : 1))
    }
  }

  return {
    ask: (chatId, fileId, signal) =>
      new Promise((resolve, reject) => {
        if (missing) return reject(missing)
        const wanted: Wanted = { chatId, fileId, resolve, reject, tries: 0 }
        waiting.push(wanted)
        signal.addEventListener('abort', () => {
          if (!waiting.includes(wanted)) return
          waiting = waiting.filter((one) => one !== wanted)
          reject(signal.reason)
        })
        later(COLLECT_MS)
      }),
  }
}

const queues = new WeakMap<Portal, AddressQueue>()

/** The page's one queue. */
export const addressQueueOf = (portal: Portal): AddressQueue => {
  const queue = queues.get(portal) ?? createAddressQueue(portal)
  queues.set(portal, queue)
  return queue
}
