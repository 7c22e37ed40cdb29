import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** src/theme/skeleton.css without comments and needless blanks: what stands in the page. */
export const skeletonStyles: string = readFileSync(join(import.meta.dirname, '../src/theme/skeleton.css'), 'utf8')
  .replaceAll(/\/\*.*?\*\//gs, '')
  .replaceAll(/\s+/g, ' ')
  .replaceAll(/ ?([{};,]) ?|(:) /g, '$1$2')
  .replaceAll(';}', '}')
  .trim()

/** Its hash, as a source of `style-src`. */
export const skeletonHash: string = `'sha256-${createHash('sha256').update(skeletonStyles).digest('base64')}'`
