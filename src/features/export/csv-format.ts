import Papa from 'papaparse'
import { plainText } from '@/domain/bb-code'
import { extrasText, withoutSecrets } from '@/domain/transcript'
import type { ExportWriter } from './export-writer'

const columns = [
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
const lines = (rows: readonly (readonly (string | number | null)[])[]): string =>
  `${Papa.unparse(rows as unknown[][], { escapeFormulae: true, newline: '\r\n' })}\r\n`

/** One line per message, RFC 4180 with a byte order mark; dates are ISO 8601 in UTC, names of columns and roles the same in every language. */
export const csvWriter = (): ExportWriter => {
  const parts = [lines([columns])]
  return {
    add: (entries) => {
      if (entries.length === 0) return
      parts.push(
        lines(
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
