import { B24PullClientManager } from '@bitrix24/b24jssdk'
import { asPortalError, PortalError } from '../portal-error'
import type { Rest } from './rest-client'

/** The application's push channel: hears what the app's own panels say (pull.application.event.add). */
export interface PullChannel {
  /** Tries at once if the connection is lost: the network is back, the computer woke up. */
  readonly wake: () => void
  readonly close: () => void
}

/** Whose channel it is. `application`: unique per app and portal. */
export interface PullOwner {
  readonly application: string
  readonly userId: number
}

/** Pauses between attempts to get the channel's address, ms; the client itself sees to lost connections. */
const FIRST_PAUSE = 20_000
const LONGEST_PAUSE = 600_000
/** A client that tries for hours would not notice that the network is back; it is asked again no more often than this, ms. */
const WAKE_PAUSE = 15_000

/** What the client wants of its storage: a few flags, kept here for the life of the page. */
const memoryStorage = () => {
  const kept = new Map<string, unknown>()
  return {
    get: (name: string, otherwise: unknown) => kept.get(name) ?? otherwise ?? null,
    set: (name: string, value: unknown) => void kept.set(name, value),
    remove: (name: string) => void kept.delete(name),
    compareKey: () => false,
  }
}

const emptyStorage = {
  getItem: () => null,
  setItem: () => undefined,
  removeItem: () => undefined,
  clear: () => undefined,
  key: () => null,
  length: 0,
}

/**
 * The client without anything in localStorage, where it would keep the channel's address and its token, which are as good as a
 * password, and which it can't even be made without where a browser denies storage to this frame.
 */
const makeClient = (options: ConstructorParameters<typeof B24PullClientManager>[0]): B24PullClientManager => {
  const before = Object.getOwnPropertyDescriptor(window, 'localStorage')
  Object.defineProperty(window, 'localStorage', { value: emptyStorage, configurable: true })
  try {
    const client = new B24PullClientManager({ ...options, skipStorageInit: true })
    const flags: unknown = Reflect.get(client, '_sharedConfig')
    if (typeof flags === 'object' && flags !== null) Reflect.set(flags, '_storage', memoryStorage())
    return client
  } finally {
    if (before) Object.defineProperty(window, 'localStorage', before)
    else Reflect.deleteProperty(window, 'localStorage')
  }
}

const asMap = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}

/** The channel's address as the client can use it: without a time stamp it would fetch it anew every minute. */
const usable = (config: unknown): Record<string, unknown> => {
  const raw = asMap(config)
  const server = asMap(raw['server'])
  if (Object.keys(server).length === 0) throw new PortalError('malformed', 'NO_PUSH_SERVER')
  const stamp = Number(server['config_timestamp'])
  return { ...raw, server: { ...server, config_timestamp: Number.isFinite(stamp) ? stamp : 0 } }
}

/**
 * Opens the channel. Never throws and never speaks in the console: without the scope `pull`, without a push server or without a network
 * it stays closed, in the first case for good. `onStatus` tells whether words arrive now.
 */
export const openPull = (
  rest: Rest,
  { application, userId }: PullOwner,
  onWord: (command: string, params: unknown) => void,
  onStatus: (open: boolean) => void,
): PullChannel => {
  let closed = false
  let hopeless = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let pause = FIRST_PAUSE
  let open = false
  let triedAt = -Infinity

  const tell = (now: boolean) => {
    if (now === open || closed) return
    open = now
    onStatus(now)
  }

  // The client knows the portal by this one call; through our own door its failures keep their kind. In a batch, because a browser
  // writes a refused request into its console, and without the scope `pull` this is one.
  const make = async ({ method }: { readonly method: string }) => {
    try {
      const answer = (await rest.batch({ config: [method, { CACHE: 'N' }] }))('config')
      if (!answer.ok) throw answer.error
      const result = usable(answer.value)
      return { getData: () => ({ result }) }
    } catch (thrown) {
      const error = asPortalError(thrown)
      hopeless ||= error.kind === 'app' || error.kind === 'forbidden'
      throw error
    }
  }
  const portal: unknown = { actions: { v2: { call: { make } } } }

  let client: B24PullClientManager
  try {
    client = makeClient({ b24: portal as never, restApplication: application, userId })
  } catch {
    return { wake: () => undefined, close: () => undefined }
  }

  const start = async (): Promise<void> => {
    triedAt = performance.now()
    try {
      await client.start()
      pause = FIRST_PAUSE
    } catch (thrown) {
      // A lost connection the client mends itself; an address it could not get it never asks for again.
      if (closed || hopeless || !(thrown instanceof PortalError)) return
      clearTimeout(timer)
      timer = setTimeout(() => void start(), Math.max(pause, (thrown.retryAt ?? 0) - Date.now()))
      pause = Math.min(pause * 2, LONGEST_PAUSE)
    }
  }

  // One subscriber that throws would starve the others of the client.
  const quietly = (work: () => void) => {
    try {
      work()
    } catch {
      // What was said is lost: the next look finds what it was about.
    }
  }
  client.subscribe({
    moduleId: 'application',
    callback: (data: { readonly command?: unknown; readonly params?: unknown }) =>
      quietly(() => {
        if (typeof data.command === 'string') onWord(data.command, data.params)
      }),
  })
  client.subscribe({
    type: 'status',
    callback: ({ status }: { readonly status?: unknown }) => quietly(() => tell(status === 'online')),
  } as never)
  void start()

  return {
    wake: () => {
      if (closed || hopeless || client.isConnected() || performance.now() - triedAt < WAKE_PAUSE) return
      triedAt = performance.now()
      clearTimeout(timer)
      if (client.connector) client.restart()
      else void start()
    },
    close: () => {
      tell(false)
      closed = true
      clearTimeout(timer)
      client.destroy()
    },
  }
}
