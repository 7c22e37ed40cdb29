import type { Behaviour, Generation } from './behaviour.ts'
import type { Application } from './application/application.ts'
import type { PushServer } from './push/push-server.ts'
import type { Counters } from './rest/counters.ts'
import type { Faults } from './rest/faults.ts'
import type { World } from './world/world.ts'

/** How a fake portal is set up. */
export interface PortalOptions {
  /** 0 or absent = any free port. */
  readonly port?: number
  /** Address of the app's page, on any origin. */
  readonly appUrl: string
  /** A world of one's own; otherwise one is made from `seed` and `big`. */
  readonly world?: World
  readonly seed?: number
  /** With a chat of 100,000 messages and a card of 300 chats. */
  readonly big?: boolean
  /** One-way delay of REST answers and preflights, in milliseconds. */
  readonly latencyMs?: number
  /** Lifetime of an access token, 3600 by default. */
  readonly tokenSeconds?: number
  /** Request and operating-time limits, `standard` by default. */
  readonly limits?: 'off' | 'standard' | 'enterprise'
  /** Default true: installed, with the four card tabs bound to `appUrl`. */
  readonly installed?: boolean
  /** What the app was granted. */
  readonly scopes?: readonly string[]
  /** Default true; false = the portal's plan has no REST: every call is refused with 403 ACCESS_DENIED. */
  readonly restInPlan?: boolean
  /** How the portal behaves: a server generation, `cloud` by default. */
  readonly generation?: Generation
  /** Switches that differ from the generation's. */
  readonly behaviour?: Partial<Behaviour>
  /** How frames are opened; by default GET for the portal's own static hosts, else a form POST. */
  readonly openBy?: 'post' | 'get'
}

/** A portal that runs. */
export interface Portal {
  /** `http://localhost:<port>` */
  readonly origin: string
  readonly options: Required<Omit<PortalOptions, 'world'>>
  readonly world: World
  readonly faults: Faults
  readonly counters: Counters
  readonly application: Application
  readonly push: PushServer
  /** One-way delay in milliseconds, as it is now. */
  readonly latencyMs: number
  /** Changes the one-way delay. Throws RangeError unless it is 0 or more. */
  setLatency(ms: number): void
  /** False = the portal is gone: connections break, new ones are refused; true = it is back, on the same port. */
  setReachable(on: boolean): Promise<void>
  /** Ends all connections and frees the port. */
  close(): Promise<void>
}
