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

/** Rows of the list, and how they differ from the previous ones. */
export interface LogRows {
  readonly rows: readonly LogRow[]
  /** Changes when none of the former rows is left: the list is positioned again. */
  readonly generation: number
  /** Keys that were added at the end last. */
  readonly fresh: ReadonlySet<string>
}

/** The rows of the first render. */
export const firstLogRows = (rows: readonly LogRow[]): LogRows => ({ rows, generation: 0, fresh: new Set() })

/** Day and unread lines move or appear with the rows around them: they don't show where the list has been cut. */
export const isAnchor = ({ kind }: LogRow): boolean => kind === 'bubble' || kind === 'session' || kind === 'system'

/** The next rows. */
export const nextLogRows = (shown: LogRows, rows: readonly LogRow[]): LogRows => {
  const oldKeys = new Set(shown.rows.map(({ key }) => key))
  const lastKept = rows.findLastIndex((row) => isAnchor(row) && oldKeys.has(row.key))
  if (lastKept < 0) return { ...firstLogRows(rows), generation: shown.generation + 1 }
  const added = rows.slice(lastKept + 1).filter(isAnchor)
  return { ...shown, rows, fresh: added.length > 0 ? new Set(added.map(({ key }) => key)) : shown.fresh }
}
