import type { ChatId, MessageId } from '@/domain/ids'
import type { TimelineItem } from '@/domain/timeline'

/** A row of the list: the timeline between a row at the top (older messages) and one at the bottom (newer ones). */
export type LogRow =
  | TimelineItem
  | { readonly kind: 'top'; readonly key: string }
  | { readonly kind: 'bottom'; readonly key: string }

/**
 * The message of a row; null = the row has no message of this chat. A note belongs to another chat: it is neither counted nor marked read.
 */
export const messageIdOf = (row: LogRow | undefined, chatId: ChatId): MessageId | null =>
  row && 'message' in row && row.message?.chatId === chatId ? row.message.id : null

/** Rows as the virtualiser gets them, and how they differ from the previous ones. */
export interface VirtualRows {
  readonly rows: readonly LogRow[]
  /** The final rows; they differ from `rows` for one render when both ends of the list changed at once. */
  readonly target: readonly LogRow[]
  /** The change was at the top: the scroll position is kept from the end of the list. */
  readonly shift: boolean
  /** Changes when none of the former rows is left: the list is positioned again. */
  readonly generation: number
  /** Keys that were added at the end last. */
  readonly fresh: ReadonlySet<string>
}

const none: ReadonlySet<string> = new Set()

/** The rows of the first render. */
export const firstVirtualRows = (target: readonly LogRow[]): VirtualRows => ({
  rows: target,
  target,
  shift: false,
  generation: 0,
  fresh: none,
})

// Day and unread lines move or appear with the rows around them: they don't show where the list has been cut.
const isAnchor = ({ kind }: LogRow): boolean => kind === 'bubble' || kind === 'session' || kind === 'system'

/**
 * The next rows. The virtualiser can handle a change at the top (`shift`) or one further down, not both in one render:
 * then the top changes first, and settleVirtualRows adds the rest.
 */
export const nextVirtualRows = (shown: VirtualRows, target: readonly LogRow[]): VirtualRows => {
  if (target === shown.target) return shown
  const places = new Map(target.map(({ key }, place) => [key, place]))
  const oldAnchor = shown.rows.findIndex((row) => isAnchor(row) && places.has(row.key))
  const anchor = places.get(shown.rows[oldAnchor]?.key ?? '')
  if (anchor === undefined) return { ...firstVirtualRows(target), generation: shown.generation + 1 }

  const oldKeys = new Set(shown.rows.map(({ key }) => key))
  const lastKept = target.findLastIndex((row) => isAnchor(row) && oldKeys.has(row.key))
  const added = target.slice(lastKept + 1).filter(isAnchor)
  const fresh = added.length > 0 ? new Set(added.map(({ key }) => key)) : shown.fresh

  const oldTail = shown.rows.length - oldAnchor
  const tail = target.length - anchor
  const same = { target, generation: shown.generation, fresh }
  if (anchor === oldAnchor) return { ...same, rows: target, shift: false }
  if (tail === oldTail) return { ...same, rows: target, shift: true }
  return { ...same, rows: [...target.slice(0, anchor), ...shown.rows.slice(oldAnchor)], shift: true }
}

/** The second half of a change at both ends; the same object when there is none. */
export const settleVirtualRows = (shown: VirtualRows): VirtualRows =>
  shown.rows === shown.target ? shown : { ...shown, rows: shown.target, shift: false }
