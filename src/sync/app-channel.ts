import type { UserId } from '@/domain/ids'
import type { OfficeChannel, Portal } from '@/portal/portal'
import { makeLeadership } from './leader-election'

/** The application channel of this browser: one page holds it for as long as it lives, visible or not. */
export interface OfficeLine {
  /** Whether this page holds the channel and it is open; null = another page holds it, if anybody does. */
  readonly open: () => boolean | null
  /** The network is back or the computer woke up. */
  readonly wake: () => void
  readonly close: () => void
}

/** Holds the channel as soon as no other page of this browser does. What it hears it tells here; the others have to be told. */
export const openOfficeLine = (
  portal: Portal,
  userId: UserId,
  name: string,
  locks: LockManager | null,
  onWord: (command: string, params: unknown) => void,
  onLine: (open: boolean) => void,
): OfficeLine => {
  let channel: OfficeChannel | null = null
  let open = false
  const status = (now: boolean) => {
    open = now
    onLine(now)
  }
  const leadership = makeLeadership(name, locks, (holds) => {
    if (holds) channel = portal.openOffice(userId, onWord, status)
    else {
      channel?.close()
      channel = null
    }
  })
  leadership.stand(true)
  return {
    open: () => (channel ? open : null),
    wake: () => channel?.wake(),
    close: () => leadership.stand(false),
  }
}
