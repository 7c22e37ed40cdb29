import { randomBytes } from 'node:crypto'

/** What the portal passes to a frame: access token, refresh token, lifetime. */
export interface Session {
  readonly AUTH_ID: string
  readonly REFRESH_ID: string
  /** Seconds from now. */
  readonly AUTH_EXPIRES: number
  readonly MEMBER_ID: string
}

/** Validity of an access token. */
export type TokenState =
  | { readonly kind: 'valid'; readonly userId: number }
  | { readonly kind: 'expired' }
  | { readonly kind: 'unknown' }

/** Access and refresh tokens of the application. A refresh leaves earlier access tokens valid, since several may be concurrent. */
export class Tokens {
  readonly #lifetimeSeconds: number
  readonly #memberId: string
  readonly #access = new Map<string, { userId: number; expiresAt: number }>()
  readonly #refresh = new Map<string, number>()

  constructor(lifetimeSeconds: number, memberId: string) {
    this.#lifetimeSeconds = lifetimeSeconds
    this.#memberId = memberId
  }

  issue(userId: number): Session {
    const access = randomBytes(24).toString('hex')
    const refresh = randomBytes(24).toString('hex')
    this.#access.set(access, { userId, expiresAt: Date.now() + this.#lifetimeSeconds * 1000 })
    this.#refresh.set(refresh, userId)
    return { AUTH_ID: access, REFRESH_ID: refresh, AUTH_EXPIRES: this.#lifetimeSeconds, MEMBER_ID: this.#memberId }
  }

  /** A new session for the owner of a refresh token, null when it is unknown. */
  refresh(refreshId: string): Session | null {
    const userId = this.#refresh.get(refreshId)
    return userId === undefined ? null : this.issue(userId)
  }

  check(accessToken: string): TokenState {
    const token = this.#access.get(accessToken)
    if (!token) return { kind: 'unknown' }
    return Date.now() >= token.expiresAt ? { kind: 'expired' } : { kind: 'valid', userId: token.userId }
  }

  /** Every access token issued so far is expired from now on; refresh tokens still work. */
  expireAll(): void {
    for (const token of this.#access.values()) token.expiresAt = 0
  }

  /** Removes all tokens, refresh tokens too. */
  revokeAll(): void {
    this.#access.clear()
    this.#refresh.clear()
  }
}
