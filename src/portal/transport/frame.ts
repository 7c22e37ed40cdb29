import { AppFrame, AuthManager, HttpV2, MessageCommands, MessageManager, ParamsFactory } from '@bitrix24/b24jssdk'
import { PortalError } from '../portal-error'
import { createRest } from './request-encoding'
import type { Rest } from './rest-client'

/**
 * Origin of the portal that the frame's name gives (DOMAIN and PROTOCOL, 1 = https); null when DOMAIN is no plain host and port, or
 * when the connection isn't encrypted: tokens and chats could be read on the way. Only this machine may do without.
 */
export const portalOrigin = (domain: string, protocol: string | undefined): string | null => {
  const address = `${protocol === '1' ? 'https' : 'http'}://${domain}`
  if (!/^[\p{L}\d._-]+(?::\d+)?$/u.test(domain) || !URL.canParse(address)) return null
  const { origin, hostname } = new URL(address)
  return protocol === '1' || hostname === 'localhost' || hostname === '127.0.0.1' ? origin : null
}

/**
 * Whether the parent page may be the portal at `origin`. That page wrote the frame's name; `framer` is the page's origin or address as
 * given by the browser: '' = not given, and then the handshake alone decides.
 */
export const isFramedBy = (framer: string, origin: string): boolean =>
  framer === '' || `${framer}/`.startsWith(`${origin}/`)

/** Restricts the page's connections to the portal and a push server. A page's policies can't be widened again. */
const restrictConnections = (origin: string): void => {
  const policy = document.createElement('meta')
  policy.httpEquiv = 'Content-Security-Policy'
  policy.content = `connect-src ${origin} wss: ws:`
  document.head.append(policy)
}

/** What the frame knows after the handshake, before any REST call. */
export interface Frame {
  readonly rest: Rest
  /** LANG of the portal, unchanged (`en`, `de`, `br` ...). */
  readonly language: string
  /** Origin of the portal, for its root-relative addresses. */
  readonly origin: string
  /** A name for storage that differs between portals; holds no token. */
  readonly portalId: string
  readonly isAdmin: boolean
  /** PLACEMENT, for example CRM_DEAL_DETAIL_TAB; DEFAULT = the app's own page. */
  readonly placement: string
  /** PLACEMENT_OPTIONS, unchecked. */
  readonly placementOptions: unknown
  /** USER_OPTIONS: what `user.option.get` would answer, unchecked. */
  readonly userOptions: unknown
  /** APP_OPTIONS: what `app.option.get` would answer, unchecked. */
  readonly appOptions: unknown
  /** Opened as the installer (INSTALL of getInitData). */
  readonly installing: boolean
  /** Finishes the installation; the portal reloads the page as its answer, so this never resolves. */
  readonly installFinish: () => void
  /** Opens a path of the portal in its slider. */
  readonly openPath: (path: string) => void
  /** Opens a chat in the portal's messenger (`chat<id>`), at a message; the portal returns no result. */
  readonly openMessenger: (dialogId: string, messageId?: number) => void
  /** Asks the host for a frame of this height (CSS px), full width. */
  readonly resizeFrame: (heightPx: number) => void
}

/** The SDK itself would wait for ever for the portal's answer. */
const HANDSHAKE_TIMEOUT_MS = 8_000
/** The parts of the getInitData answer that are used here; the rest goes into the SDK as it comes. */
type InitData = Parameters<AuthManager['initData']>[0]

/** The portal and APP_SID in the frame's name; null outside a portal, or when the browser names another page around the frame. */
const parseFrameName = (name: string) => {
  const [domain = '', protocol, sid] = name.split('|')
  const origin = portalOrigin(domain, protocol)
  // Firefox knows no ancestorOrigins.
  const framer = location.ancestorOrigins?.[0] ?? document.referrer
  return origin && sid && window.parent !== window && isFramedBy(framer, origin) ? { origin, sid } : null
}

const inTime = async <T>(answer: Promise<T>, limit: number): Promise<T> => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new PortalError('network', 'PORTAL_SILENT')), limit)
  })
  try {
    return await Promise.race([answer, timeout])
  } finally {
    clearTimeout(timer)
  }
}

/**
 * The handshake with the parent page, made of the SDK's own parts (docs/decisions.md).
 * Fails with PortalError `refused` NOT_IN_FRAME outside a portal, `network` PORTAL_SILENT without an answer in time.
 */
export const openFrame = async (limit = HANDSHAKE_TIMEOUT_MS): Promise<Frame> => {
  const named = parseFrameName(window.name)
  if (!named) throw new PortalError('refused', 'NOT_IN_FRAME')
  const { origin, sid } = named
  restrictConnections(origin)
  const { host, protocol } = new URL(origin)
  const app = new AppFrame({ DOMAIN: host, PROTOCOL: protocol === 'https:', APP_SID: sid, LANG: null })
  const messages = new MessageManager(app)
  messages.subscribe()
  const data: InitData = await inTime(messages.send(MessageCommands.getInitData, {}), limit)
  app.initData(data)
  const auth = new AuthManager(app, messages).initData(data)
  // The portal's answer changes nothing: a portal that never acknowledges must not keep the panel closed.
  if (data.FIRST_RUN) void messages.send(MessageCommands.setInstall, { install: true }).catch(() => undefined)

  return {
    // One attempt per call: the callers decide what is repeated (docs/decisions.md).
    rest: createRest((config) => new HttpV2(auth, config, { ...ParamsFactory.getDefault(), maxRetries: 1 })),
    language: String(app.getLang() ?? 'en'),
    origin,
    // Not MEMBER_ID: any page may put the app into a frame and give another portal's id. The host comes from the browser.
    portalId: encodeURIComponent(host),
    isAdmin: auth.isAdmin,
    placement: data.PLACEMENT || 'DEFAULT',
    placementOptions: data.PLACEMENT_OPTIONS as unknown,
    userOptions: data.USER_OPTIONS as unknown,
    appOptions: data.APP_OPTIONS as unknown,
    installing: data.INSTALL === true,
    installFinish: () => void messages.send(MessageCommands.setInstallFinish, {}).catch(() => undefined),
    openPath: (path) => {
      const url = new URL(path, origin)
      url.searchParams.set('IFRAME', 'Y')
      url.searchParams.set('IFRAME_TYPE', 'SIDE_SLIDER')
      void messages.send(MessageCommands.openPath, { path: url.pathname + url.search }).then(
        (answer: { readonly errorCode?: string } | undefined) => {
          // The mobile app has no slider, and the slider doesn't open every path.
          if (answer?.errorCode === 'METHOD_NOT_SUPPORTED_ON_DEVICE' || answer?.errorCode === 'PATH_NOT_AVAILABLE')
            window.open(new URL(path, origin), '_blank', 'noopener')
        },
        () => undefined,
      )
    },
    openMessenger: (dialogId, messageId) =>
      void messages
        .send(MessageCommands.imOpenMessenger, { dialogId, messageId, isSafely: true })
        .catch(() => undefined),
    resizeFrame: (height) =>
      void messages
        .send(MessageCommands.resizeWindow, { width: '100%', height, isSafely: true })
        .catch(() => undefined),
  }
}
