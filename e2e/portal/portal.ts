import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { GENERATIONS } from './behaviour.ts'
import { appMethods } from './application/app-methods.ts'
import { Application } from './application/application.ts'
import { placementMethods } from './application/placement-methods.ts'
import { pullMethods } from './application/pull-methods.ts'
import { createPages } from './pages/pages.ts'
import { PushChannels } from './push/push-channels.ts'
import { PushServer } from './push/push-server.ts'
import { CONTROL_PATH, createControlApi } from './rest/control-api.ts'
import { Counters } from './rest/counters.ts'
import { Faults } from './rest/faults.ts'
import type { MethodTable } from './rest/method.ts'
import { createRestServer } from './rest/rest-server.ts'
import type { Portal, PortalOptions } from './types.ts'
import { fileByToken } from './world/files.ts'
import { createWorld } from './world/world.ts'

/** Scopes the app is granted by default. */
export const DEFAULT_SCOPES: readonly string[] = ['crm', 'im', 'imopenlines', 'placement', 'pull']

/** Where static apps lie that were uploaded as an archive; only these are opened by GET. */
const STATIC_HOSTS = [
  /^[^/]+\.apps-bitrix24\.com$/,
  /^[^/]+\.bitrix24-cdn\.com$/,
  /^cdn\.bitrix24\.[a-z.]+$/,
  /^app\.bitrix24\.com$/,
]

const isStaticHost = (appUrl: string): boolean => STATIC_HOSTS.some((host) => host.test(new URL(appUrl).hostname))

const LICENSES = {
  off: { name: 'en_std', type: 'std', family: 'std' },
  standard: { name: 'en_std', type: 'std', family: 'std' },
  enterprise: { name: 'en_ent250', type: 'ent250', family: 'ent' },
}

/** Starts a portal and resolves when it listens. Rejects when the port is taken. */
export async function startPortal(given: PortalOptions): Promise<Portal> {
  const options = withDefaults(given)
  const world = given.world ?? createWorld({ seed: options.seed, big: options.big })
  const behaviour = world.state?.behaviour ?? { ...GENERATIONS.cloud }
  Object.assign(behaviour, GENERATIONS[options.generation], options.behaviour)
  const faults = new Faults()
  const counters = new Counters()
  const application = new Application(options)
  const push = new PushServer(new PushChannels(`${application.memberId} ${options.seed}`))
  let latencyMs = options.latencyMs
  let host = 'localhost'

  const methods: MethodTable = new Map([
    ...world.methods,
    ...appMethods({ application, methods: () => methods, license: LICENSES[options.limits] }),
    ...placementMethods(application),
    ...pullMethods(push, () => host, behaviour),
  ])
  const rest = createRestServer({
    methods: () => methods,
    application,
    faults,
    counters,
    limits: options.limits,
    behaviour,
    fileByToken: (token) => fileByToken(world.state, token),
    latencyMs: () => latencyMs,
    isAdmin: (userId) => world.users.get(userId)?.isAdmin ?? false,
    isExtranet: (userId) => world.users.get(userId)?.extranet ?? false,
    hasApp: (userId) => world.state?.rights.get(userId)?.app !== 'denied',
    restInPlan: () => options.restInPlan,
  })

  const listener = (request: IncomingMessage, response: ServerResponse): void => {
    const url = new URL(request.url ?? '/', `http://${host}`)
    if (url.pathname.startsWith('/rest/')) void rest(request, response, url)
    else if (url.pathname.startsWith(CONTROL_PATH)) void control(request, response, url)
    else if (!pages(request, response, url)) response.writeHead(404, { 'Content-Type': 'text/plain' }).end('Not found')
  }
  const onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    if (!push.upgrade(request, socket, head)) socket.destroy()
  }
  let servers = await listen(options.port, listener, onUpgrade)
  const { port } = servers[0]!.address() as AddressInfo
  host = `localhost:${port}`
  world.origin = `http://${host}`

  const portal: Portal = {
    origin: `http://${host}`,
    options,
    world,
    faults,
    counters,
    application,
    push,
    get latencyMs() {
      return latencyMs
    },
    setLatency(ms) {
      if (!(ms >= 0)) throw new RangeError('A latency is 0 ms or more')
      latencyMs = ms
    },
    async setReachable(on) {
      if (on === servers.length > 0) return
      if (on) {
        servers = await listen(port, listener, onUpgrade)
        return
      }
      const closing = servers
      servers = []
      push.drop()
      await Promise.all(closing.map(closeServer))
    },
    async close() {
      push.stop()
      await Promise.all(servers.map(closeServer))
    },
  }
  const control = createControlApi(portal)
  const pages = createPages(portal)
  return portal
}

function withDefaults(given: PortalOptions): Required<Omit<PortalOptions, 'world'>> {
  return {
    port: given.port ?? 0,
    appUrl: given.appUrl,
    seed: given.seed ?? 1,
    big: given.big ?? false,
    latencyMs: given.latencyMs ?? 0,
    tokenSeconds: given.tokenSeconds ?? 3600,
    limits: given.limits ?? 'standard',
    installed: given.installed ?? true,
    scopes: given.scopes ?? DEFAULT_SCOPES,
    restInPlan: given.restInPlan ?? true,
    generation: given.generation ?? 'cloud',
    behaviour: given.behaviour ?? {},
    openBy: given.openBy ?? (isStaticHost(given.appUrl) ? 'get' : 'post'),
  }
}

type UpgradeListener = (request: IncomingMessage, socket: Duplex, head: Buffer) => void

/** Listens on both loopback addresses, since a browser may use either for `localhost`. */
async function listen(port: number, listener: RequestListener, onUpgrade: UpgradeListener): Promise<Server[]> {
  const first = await listenOn('127.0.0.1', port, listener, onUpgrade)
  const { port: taken } = first.address() as AddressInfo
  try {
    return [first, await listenOn('::1', taken, listener, onUpgrade)]
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code !== 'EADDRINUSE') return [first]
    await closeServer(first)
    throw error
  }
}

function listenOn(
  address: string,
  port: number,
  listener: RequestListener,
  onUpgrade: UpgradeListener,
): Promise<Server> {
  return new Promise((resolve, reject) => {
    // Longer than any pause of a test: a browser that finds its connection closed may send a request twice.
    const server = createServer({ keepAliveTimeout: 120_000 }, listener)
    server.on('upgrade', onUpgrade)
    server.once('error', reject)
    server.listen(port, address, () => resolve(server))
  })
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
