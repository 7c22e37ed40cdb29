import type { IncomingMessage } from 'node:http'
import { filterInput } from './input-filter.ts'
import { isPhpArray } from './php-array.ts'
import { nestByNames, parsePhpQuery } from './php-query.ts'

/** Reads a whole body as text. Rejects when the client disconnects. */
export async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}

/**
 * Parameters of a body: JSON where it is or looks like JSON, otherwise a form, of either kind, with PHP's bracket names. With `inputFilter`
 * the protective filter changes what a form holds; JSON passes as it is.
 */
export function parseBody(contentType: string, text: string, inputFilter: boolean): Record<string, unknown> {
  if (contentType.includes('json') || text.trimStart().startsWith('{')) {
    try {
      const parsed: unknown = JSON.parse(text)
      return isPhpArray(parsed) ? { ...parsed } : {}
    } catch {
      return {}
    }
  }
  const boundary = /^multipart\/form-data;.*boundary="?([^";]+)/.exec(contentType)?.[1]
  const form = boundary === undefined ? parsePhpQuery(text) : nestByNames(fieldsOf(text, boundary))
  return inputFilter ? (filterInput(form) as Record<string, unknown>) : form
}

/** Fields of a multipart body. PHP puts parts with a file name into another array; REST methods never look there. */
function fieldsOf(text: string, boundary: string): [name: string, value: string][] {
  return text.split(`--${boundary}`).flatMap((part): [string, string][] => {
    const body = part.indexOf('\r\n\r\n')
    const head = part.slice(0, body)
    const name = / name="([^"]*)"/.exec(head)?.[1]
    if (body < 0 || name === undefined || / filename=/.test(head)) return []
    return [[name, part.slice(body + 4, -2)]]
  })
}
