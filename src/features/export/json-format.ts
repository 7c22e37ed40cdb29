import { plainText } from '@/domain/bb-code'
import { extrasText, withoutSecrets, type TranscriptEntry } from '@/domain/transcript'
import type { ExportWriter } from './export-writer'

const shape = ({ message, role, author }: TranscriptEntry) => ({
  id: message.id,
  date: new Date(message.date).toISOString(),
  role,
  authorId: message.authorId,
  author,
  text: message.deleted ? '' : plainText(message.text),
  /** The original text, where it has BB codes. */
  bbCode: message.deleted || message.text === plainText(message.text) ? undefined : message.text,
  carries: message.deleted ? undefined : extrasText(message) || undefined,
  files:
    message.deleted || message.files.length === 0
      ? undefined
      : message.files.map(({ id, name, kind, size, downloadUrl }) => ({
          id,
          name,
          kind,
          bytes: size,
          address: downloadUrl === null ? null : withoutSecrets(downloadUrl),
        })),
  answersTo: message.replyTo ?? undefined,
  forwardedFrom: message.forwardedFrom ?? undefined,
  edited: message.edited || undefined,
  deleted: message.deleted || undefined,
  likedBy: message.likes.length > 0 ? message.likes : undefined,
  session: message.session ?? undefined,
  rating: message.rating ?? undefined,
})

/** One JSON object: the chat and its messages, oldest first. Dates are ISO 8601 in UTC; docs/export.md describes the format. */
export const jsonWriter = (): ExportWriter => {
  const parts: string[] = []
  return {
    add: (entries) => {
      for (const entry of entries) parts.push(`${parts.length > 0 ? ',' : ''}\n${JSON.stringify(shape(entry))}`)
    },
    file: ({ chat, count, exportedAt, withNotes, gaps }) => {
      const head = JSON.stringify({
        format: 'chat-panel-conversation',
        version: 1,
        exportedAt: new Date(exportedAt).toISOString(),
        chat: {
          id: chat.id,
          client: chat.client,
          connector: chat.channel.connector,
          channel: chat.channel.title,
          line: chat.lineName,
          crm: chat.dialog?.bindings ?? [],
        },
        withNotes,
        gaps,
        count,
      })
      return new Blob([head.slice(0, -1), ',"messages":[', ...parts, '\n]}\n'], { type: 'application/json' })
    },
  }
}
