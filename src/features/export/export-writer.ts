import type { Chat } from '@/domain/chat'
import type { TranscriptEntry } from '@/domain/transcript'

/** Formats of an export. html: for people; csv, json: for programs; print: on paper, or as a PDF. */
export const exportFormats = ['html', 'csv', 'json', 'print'] as const
export type ExportFormat = (typeof exportFormats)[number]

/** Why an export is incomplete: the operator isn't in the chat, or stopped it. */
export type ExportGap = 'outside' | 'stopped'

/** Facts about an exported conversation besides its messages. `count`: messages; times in unix ms. */
export interface ExportFacts {
  readonly chat: Chat
  readonly count: number
  readonly exportedAt: number
  readonly withNotes: boolean
  readonly gaps: readonly ExportGap[]
}

/** Writes an export. It keeps its output, not the messages. */
export interface ExportWriter {
  readonly add: (entries: readonly TranscriptEntry[]) => void
  /** The whole file; may be called several times. */
  readonly file: (facts: ExportFacts) => Blob
}
