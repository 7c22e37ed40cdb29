import type { Chat } from '@/domain/chat'
import type { TranscriptEntry } from '@/domain/transcript'

/** In which shapes a conversation leaves the portal. html: for people; csv, json: for programs; print: on paper, or as a PDF. */
export const exportFormats = ['html', 'csv', 'json', 'print'] as const
export type ExportFormat = (typeof exportFormats)[number]

/** Why not all of a conversation is here: its reader isn't in it, or it was stopped before the end. */
export type ExportGap = 'outside' | 'stopped'

/** What is told about an exported conversation besides its messages. `count`: messages; times in unix ms. */
export interface ExportFacts {
  readonly chat: Chat
  readonly count: number
  readonly exportedAt: number
  readonly withNotes: boolean
  readonly gaps: readonly ExportGap[]
}

/** A conversation on its way out. It keeps what it writes, not the messages. */
export interface ExportWriter {
  readonly add: (entries: readonly TranscriptEntry[]) => void
  /** All of it, any number of times. */
  readonly file: (facts: ExportFacts) => Blob
}
