import { HttpV2, ParamsFactory } from '@bitrix24/b24jssdk'
import { createRest, READ_TIMEOUT_MS, WRITE_TIMEOUT_MS } from '../../src/portal/transport/request-encoding'
import type { Rest } from '../../src/portal/transport/rest-client'
import type { Portal } from '../portal/types.ts'

/**
 * The app's REST calls for one user of a local portal, by the SDK's own HTTP client. Its time limits pass `speed` times faster than on the
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
  const usual = ParamsFactory.getDefault()
  return createRest(
    (config) =>
      new HttpV2(auth, config, {
        ...usual,
        // The client's own limits would only slow the run down; the portal's are off as well.
        rateLimit: { burstLimit: 1e9, drainRate: 1e9, adaptiveEnabled: false },
        operatingLimit: { windowMs: 600_000, limitMs: 1e12, heavyPercent: 80 },
        adaptiveConfig: { ...usual.adaptiveConfig, enabled: false } as NonNullable<typeof usual.adaptiveConfig>,
        maxRetries: 1,
      }),
    { readMs: READ_TIMEOUT_MS / speed, writeMs: WRITE_TIMEOUT_MS / speed },
  )
}
