import type { UserId } from '@/domain/ids'
import type { AppChannel, Portal } from '@/portal/portal'
import { createLeaderElection } from './leader-election'

/** The application channel of this browser: one tab holds it until it closes, visible or not. */
export interface AppChannelConnection {
  /** Whether the channel is open, where this tab holds it; null = this tab doesn't hold it. */
  readonly open: () => boolean | null
  /** Reconnects at once if the connection is lost: the network is back or the computer woke up. */
  readonly wake: () => void
  readonly close: () => void
}

/** Opens the channel as soon as no other tab of this browser holds it. Events are passed to this tab only, which tells the others. */
export const connectAppChannel = (
  portal: Portal,
  userId: UserId,
  name: string,
  locks: LockManager | null,
  onEvent: (command: string, params: unknown) => void,
  onStatus: (open: boolean) => void,
): AppChannelConnection => {
  let channel: AppChannel | null = null
  let open = false
  const setOpen = (now: boolean) => {
    open = now
    onStatus(now)
  }
  const election = createLeaderElection(name, locks, (holds) => {
    if (holds) channel = portal.openAppChannel(userId, onEvent, setOpen)
    else {
      channel?.close()
      channel = null
    }
  })
  election.campaign(true)
  return {
    open: () => (channel ? open : null),
    wake: () => channel?.wake(),
    close: () => election.campaign(false),
  }
}
