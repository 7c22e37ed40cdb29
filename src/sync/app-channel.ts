import type { UserId } from '@/domain/ids'
import type { AppChannel, Portal } from '@/portal/portal'
import { createLeaderElection } from './leader-election'

/** The application channel of this browser: one page holds it for as long as it lives, visible or not. */
export interface AppChannelConnection {
  /** Whether this page holds the channel and it is open; null = another page holds it, if anybody does. */
  readonly open: () => boolean | null
  /** The network is back or the computer woke up. */
  readonly wake: () => void
  readonly close: () => void
}

/** Holds the channel as soon as no other page of this browser does. What it hears it tells here; the others have to be told. */
export const connectAppChannel = (
  portal: Portal,
  userId: UserId,
  name: string,
  locks: LockManager | null,
  onEvent: (command: string, params: unknown) => void,
  onLine: (open: boolean) => void,
): AppChannelConnection => {
  let channel: AppChannel | null = null
  let open = false
  const status = (now: boolean) => {
    open = now
    onLine(now)
  }
  const leadership = createLeaderElection(name, locks, (holds) => {
    if (holds) channel = portal.openAppChannel(userId, onEvent, status)
    else {
      channel?.close()
      channel = null
    }
  })
  leadership.campaign(true)
  return {
    open: () => (channel ? open : null),
    wake: () => channel?.wake(),
    close: () => leadership.campaign(false),
  }
}
