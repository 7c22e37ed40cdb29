import { B24PullClientManager } from '@bitrix24/b24jssdk'
import { asPortalError, PortalError } from '../portal-error'
import type { BackgroundRest } from './start-gatherer'

/** The application's push channel: receives what the app's panels publish (pull.application.event.add). */
export interface PullChannel {
  /** Reconnects at once if the connection is lost: the network is back, or the computer woke up. */
  readonly wake: () => void
  readonly close: () => void
}

/** Whose channel it is. `application`: unique per app and portal. */
export interface PullOwner {
  readonly application: string
  readonly userId: number
}

/** Pauses between attempts to get the channel's address, ms; the client itself reopens lost connections. */
const FIRST_PAUSE_MS = 20_000
const LONGEST_PAUSE_MS = 600_000
/** The client's own retry may be hours away when the network is back; a reconnect is requested at most this often, ms. */
const WAKE_PAUSE_MS = 15_000

/** The client's storage for a few flags, kept for the life of the page. */
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
 * A client that stores nothing in localStorage. It would store the channel's address and token there, which grant access like a password,
 * and it can't be created where a browser denies storage to this frame.
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

/** The channel's address as the client expects it: without a time stamp it would be read again every minute. */
const usable = (config: unknown): Record<string, unknown> => {
  const raw = asMap(config)
  const server = asMap(raw['server'])
  if (Object.keys(server).length === 0) throw new PortalError('malformed', 'NO_PUSH_SERVER')
  const stamp = Number(server['config_timestamp'])
  return { ...raw, server: { ...server, config_timestamp: Number.isFinite(stamp) ? stamp : 0 } }
}

/**
 * Opens the channel. Never throws and never writes to the console: without the scope `pull`, without a push server or without a network
 * it stays closed, in the first case for good. `onStatus` reports whether events arrive.
 */
export const openPull = (
  rest: BackgroundRest,
  { application, userId }: PullOwner,
  onEvent: (command: string, params: unknown) => void,
  onStatus: (open: boolean) => void,
): PullChannel => {
  let closed = false
  let isPermanent = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let pause = FIRST_PAUSE_MS
  let open = false
  let triedAt = -Infinity

  const report = (now: boolean) => {
    if (now === open || closed) return
    open = now
    onStatus(now)
  }

  // The client's only REST call, made through `rest` so that failures keep their kind. It is a batch, because a browser writes a refused
  // request into its console, and without the scope `pull` this one is refused.
  const make = async ({ method }: { readonly method: string }) => {
    try {
      const answer = (await rest.batch({ config: [method, { CACHE: 'N' }] }))('config')
      if (!answer.ok) throw answer.error
      const result = usable(answer.value)
      return { getData: () => ({ result }) }
    } catch (thrown) {
      const error = asPortalError(thrown)
      isPermanent ||= error.kind === 'app' || error.kind === 'forbidden'
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
      pause = FIRST_PAUSE_MS
    } catch (thrown) {
      // The client reopens a lost connection, but never retries an address that it could not read.
      if (closed || isPermanent || !(thrown instanceof PortalError)) return
      clearTimeout(timer)
      timer = setTimeout(() => void start(), Math.max(pause, (thrown.retryAt ?? 0) - Date.now()))
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS)
    }
  }

  // A subscriber that throws would stop the client from calling the others.
  const quietly = (work: () => void) => {
    try {
      work()
    } catch {
      // The event is lost: the next poll finds what it was about.
    }
  }
  client.subscribe({
    moduleId: 'application',
    callback: (data: { readonly command?: unknown; readonly params?: unknown }) =>
      quietly(() => {
        if (typeof data.command === 'string') onEvent(data.command, data.params)
      }),
  })
  client.subscribe({
    type: 'status',
    callback: ({ status }: { readonly status?: unknown }) => quietly(() => report(status === 'online')),
  } as never)
  void start()

  return {
    wake: () => {
      if (closed || isPermanent || client.isConnected() || performance.now() - triedAt < WAKE_PAUSE_MS) return
      triedAt = performance.now()
      clearTimeout(timer)
      if (client.connector) client.restart()
      else void start()
    },
    close: () => {
      report(false)
      closed = true
      clearTimeout(timer)
      client.destroy()
    },
  }
}
