import Papa from 'papaparse'
import { plainText } from '@/domain/bb-code'
import { extrasText, type TranscriptEntry, withoutSecrets } from '@/domain/transcript'
import type { ExportWriter } from './export-writer'

const csvColumns = [
  'id',
  'date',
  'role',
  'author',
  'text',
  'files',
  'file_addresses',
  'answers_to',
  'edited',
  'deleted',
  'session',
  'session_event',
  'rating',
]

// A cell that begins like a formula would be one in a spreadsheet; clients choose their own texts and names.
const csvLines = (rows: readonly (readonly (string | number | null)[])[]): string =>
  `${Papa.unparse(rows as unknown[][], { escapeFormulae: true, newline: '\r\n' })}\r\n`

/** One line per message, RFC 4180 with a byte order mark; dates are ISO 8601 in UTC, names of columns and roles the same in every language. */
export const csvWriter = (): ExportWriter => {
  const parts = [csvLines([csvColumns])]
  return {
    add: (entries) => {
      if (entries.length === 0) return
      parts.push(
        csvLines(
          entries.map(({ message, role, author }) => {
            const files = message.deleted ? [] : message.files
            return [
              message.id,
              new Date(message.date).toISOString(),
              role,
              author,
              message.deleted ? '' : [plainText(message.text), extrasText(message)].filter(Boolean).join('\n'),
              files.map(({ name }) => name).join('\n'),
              files.map(({ downloadUrl }) => (downloadUrl === null ? '' : withoutSecrets(downloadUrl))).join('\n'),
              message.replyTo,
              message.edited ? 'yes' : '',
              message.deleted ? 'yes' : '',
              message.session?.sessionId ?? null,
              message.session?.what ?? null,
              message.rating && (message.rating.kind === 'stars' ? message.rating.stars : message.rating.kind),
            ]
          }),
        ),
      )
    },
    file: () => new Blob(['\ufeff', ...parts], { type: 'text/csv;charset=utf-8' }),
  }
}

const jsonShape = ({ message, role, author }: TranscriptEntry) => ({
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
      for (const entry of entries) parts.push(`${parts.length > 0 ? ',' : ''}\n${JSON.stringify(jsonShape(entry))}`)
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
