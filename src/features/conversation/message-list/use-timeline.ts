import { useLayoutEffect, useMemo, useRef } from 'react'
import type { Chat } from '@/domain/chat'
import type { MessageId, UserId } from '@/domain/ids'
import type { MessageWindow } from '@/domain/message-window'
import type { OutgoingReply } from '@/domain/outgoing-message'
import type { TeamNotes } from '@/domain/team-chat'
import { portalOffset } from '@/lib/portal-clock'
import { buildTimeline, type Timeline, type TimelineItem } from '@/domain/timeline'

/** Start of a moment's day in the computer's time zone; unix ms. */
export const startOfDay = (at: number): number => new Date(at).setHours(0, 0, 0, 0)

/** Messages and outgoing replies as rows. One chat per component instance. */
export const useTimeline = (
  window: MessageWindow | null,
  outgoing: readonly OutgoingReply[],
  me: UserId,
  unreadFrom: MessageId | null,
  notes: TeamNotes | null,
  readBy: NonNullable<Chat['dialog']>['readBy'] | null,
): readonly TimelineItem[] => {
  const before = useRef<Timeline | null>(null)
  const readUpTo = useMemo(() => {
    const seen = readBy?.find(({ userId }) => window?.people.get(userId)?.kind === 'client')
    return seen?.messageId ?? null
  }, [readBy, window])
  const timeline = useMemo(
    () =>
      buildTimeline(
        { window, outgoing, me, unreadFrom, readUpTo, notes, startOfDay, clockOffset: portalOffset() },
        before.current,
      ),
    [window, outgoing, me, unreadFrom, readUpTo, notes],
  )
  useLayoutEffect(() => {
    before.current = timeline
  }, [timeline])
  return timeline.items
}
