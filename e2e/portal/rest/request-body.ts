import type { IncomingMessage } from 'node:http'
import { isPhpArray } from './php-array.ts'
import { parsePhpQuery } from './php-query.ts'

/** Reads a whole body as text. Rejects when the client goes away. */
export async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}

/** Parameters of a body: JSON where it is or looks like JSON, a form with PHP's bracket names otherwise. */
export function parseBody(contentType: string, text: string): Record<string, unknown> {
  if (contentType.includes('json') || text.trimStart().startsWith('{')) {
    try {
      const parsed: unknown = JSON.parse(text)
      return isPhpArray(parsed) ? { ...parsed } : {}
    } catch {
      return {}
    }
  }
  return parsePhpQuery(text)
}
