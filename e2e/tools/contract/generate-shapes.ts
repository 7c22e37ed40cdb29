// Writes shapes.json again: npx tsx e2e/tools/contract/generate-shapes.ts <folder of documented answers>
// Each file there holds one example: { method, kind: "success" | "error", http_status, response, _meta?: { partial? } }.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { shapeOf, type Example } from './shape.ts'

interface Documented {
  method: string
  kind: string
  http_status: number | null
  response: Record<string, unknown>
  _meta?: { partial?: boolean }
}

const folder = process.argv[2]
if (!folder) throw new Error('Which folder holds the documented answers?')

const examples: Example[] = []
for (const file of readdirSync(folder).toSorted()) {
  if (!/\.\d+\.json$/.test(file)) continue
  const {
    method,
    kind,
    http_status: status,
    response,
    _meta,
  } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Documented
  const example = file.replace(/\.json$/, '')
  if (kind === 'error') examples.push({ example, method, status, error: String(response['error']) })
  if (kind !== 'success') continue
  const { result, time: _time, ...beside } = response
  examples.push({
    example,
    method,
    status,
    result: shapeOf(result),
    ...(Object.keys(beside).length > 0
      ? { beside: Object.fromEntries(Object.entries(beside).map(([key, value]) => [key, shapeOf(value)])) }
      : {}),
    ...(_meta?.partial ? { partial: true } : {}),
  })
}

const lines = examples.map((example) => JSON.stringify(example))
writeFileSync(join(import.meta.dirname, 'shapes.json'), `[\n${lines.join(',\n')}\n]\n`)
console.log(`${examples.length} shapes`)
