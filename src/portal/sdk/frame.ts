import { ApiVersion, initializeB24Frame, HttpV2, ParamsFactory, type B24Frame } from '@bitrix24/b24jssdk'
import { PortalError } from '../portal-error'
import { makeRest, type Rest } from './rest'

/** What the frame knows after the handshake, before any REST call. */
export interface Frame {
  readonly rest: Rest
  /** LANG of the portal, as it comes (`en`, `de`, `br` ...). */
  readonly language: string
  /** Origin of the portal, for its root-relative addresses. */
  readonly origin: string
  /** A name for storage that differs between portals; holds no token. */
  readonly portalId: string
  readonly isAdmin: boolean
  /** PLACEMENT, for example CRM_DEAL_DETAIL_TAB; DEFAULT = the app's own page. */
  readonly placement: string
  /** PLACEMENT_OPTIONS as they come, not to be trusted. */
  readonly placementOptions: unknown
  /** Opened as the installer (INSTALL of getInitData). */
  readonly installing: boolean
  /** Finishes the installation; the portal answers by loading the page anew, so this never resolves. */
  readonly installFinish: () => void
  /** Opens a path of the portal in its slider. */
  readonly openPath: (path: string) => void
  /** Asks the host once for a frame as high as the page wants to be, full width. */
  readonly fit: () => void
}

/** How long the portal may take to answer the handshake, ms. The SDK itself would wait for ever. */
export const HANDSHAKE_LIMIT = 9_000
/** Reads are given up after this many ms. */
const READ_LIMIT = 25_000
/** Above the portal's own 60 s limit for one request: after it nothing of ours can still be running there. */
const WRITE_LIMIT = 65_000

/**
 * The handshake with the page around the frame.
 * Fails with PortalError `refused` NOT_IN_FRAME outside a portal, `network` PORTAL_SILENT when nobody answers in time.
 */
export const openFrame = async (limit = HANDSHAKE_LIMIT): Promise<Frame> => {
  // One attempt per call: who repeats what is decided above, where it can be shown (docs/decisions.md).
  const restrictionParams = { ...ParamsFactory.getDefault(), maxRetries: 1 }
  const silent = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new PortalError('network', 'PORTAL_SILENT')), limit)
  })
  const opening = initializeB24Frame({ restrictionParams }).catch(() => {
    throw new PortalError('refused', 'NOT_IN_FRAME')
  })
  const b24: B24Frame = await Promise.race([opening, silent])

  const reading = b24.getHttpClient(ApiVersion.v2)
  reading.ajaxClient.defaults.timeout = READ_LIMIT
  const writing = new HttpV2(b24.auth, null, { ...ParamsFactory.getDefault(), maxRetries: 1 })
  writing.ajaxClient.defaults.timeout = WRITE_LIMIT

  const origin = b24.getTargetOrigin()
  const auth = b24.auth.getAuthData()
  return {
    rest: makeRest(
      (method, params) => reading.call(method, params),
      (method, params) => writing.call(method, params),
    ),
    language: String(b24.getLang() ?? 'en'),
    origin,
    portalId: (auth && auth.member_id) || new URL(origin).host,
    isAdmin: b24.auth.isAdmin === true,
    placement: b24.placement.placement,
    placementOptions: b24.placement.options as unknown,
    installing: b24.isInstallMode === true,
    installFinish: () => {
      void b24.installFinish().catch(() => undefined)
    },
    openPath: (path) => {
      void b24.slider.openPath(new URL(path, origin)).catch(() => undefined)
    },
    fit: () => {
      void b24.parent.fitWindow().catch(() => undefined)
    },
  }
}
