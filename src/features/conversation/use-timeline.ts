import { useLayoutEffect, useMemo, useRef } from 'react'
import type { MessageId, UserId } from '@/domain/ids'
import type { MessageWindow } from '@/domain/message-window'
import type { OutgoingReply } from '@/domain/outgoing-reply'
import type { TeamNotes } from '@/domain/team-chat'
import { buildTimeline, type Timeline, type TimelineItem } from '@/domain/timeline'

/** Start of a moment's day in the computer's time zone; unix ms. */
export const startOfDay = (at: number): number => new Date(at).setHours(0, 0, 0, 0)

/** Messages and replies on their way as rows. One chat per life of the component that uses it. */
export const useTimeline = (
  window: MessageWindow | null,
  outgoing: readonly OutgoingReply[],
  me: UserId,
  unreadFrom: MessageId | null,
  notes: TeamNotes | null,
): readonly TimelineItem[] => {
  const before = useRef<Timeline | null>(null)
  const timeline = useMemo(
    () => buildTimeline({ window, outgoing, me, unreadFrom, notes, startOfDay }, before.current),
    [window, outgoing, me, unreadFrom, notes],
  )
  useLayoutEffect(() => {
    before.current = timeline
  }, [timeline])
  return timeline.items
}
