import { HttpV2, ParamsFactory } from '@bitrix24/b24jssdk'
import { makeRest, type Rest } from '../../src/portal/sdk/rest'
import type { Portal } from '../portal/types.ts'

/** The app's own time limits, ms: for what writes and what reads. */
const WRITE_LIMIT = 65_000
const READ_LIMIT = 25_000

/**
 * The app's REST client for one user of a fake portal, by the SDK's own HTTP client. Its time limits pass `speed` times faster than on the
 * wall.
 */
export const restOf = (portal: Portal, me: number, speed: number): Rest => {
  let session = portal.application.issueSession(me)
  const data = () => ({
    access_token: session.AUTH_ID,
    refresh_token: session.REFRESH_ID,
    expires: Math.floor(Date.now() / 1000) + session.AUTH_EXPIRES,
    expires_in: session.AUTH_EXPIRES,
    domain: portal.origin,
    member_id: session.MEMBER_ID,
  })
  const auth = {
    getAuthData: data,
    refreshAuth: async () => {
      session = portal.application.refresh(session.REFRESH_ID) ?? session
      return data()
    },
    getUniq: (prefix: string) => prefix,
    isAdmin: false,
    getTargetOrigin: () => portal.origin,
    getTargetOriginWithPath: () => new Map([['v2', `${portal.origin}/rest`]]),
  } as unknown as ConstructorParameters<typeof HttpV2>[0]
  const client = (limit: number) => {
    const usual = ParamsFactory.getDefault()
    const made = new HttpV2(auth, null, {
      ...usual,
      // The client's own limits would only slow the run down; the portal's are off as well.
      rateLimit: { burstLimit: 1e9, drainRate: 1e9, adaptiveEnabled: false },
      operatingLimit: { windowMs: 600_000, limitMs: 1e12, heavyPercent: 80 },
      adaptiveConfig: { ...usual.adaptiveConfig, enabled: false } as NonNullable<typeof usual.adaptiveConfig>,
      maxRetries: 1,
    })
    made.ajaxClient.defaults.timeout = limit / speed
    return made
  }
  const reading = client(READ_LIMIT)
  const writing = client(WRITE_LIMIT)
  return makeRest(
    (method, params) => reading.call(method, params),
    (method, params) => writing.call(method, params),
    () => Promise.reject(new Error('No files are sent here')),
  )
}
