import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import * as shim from './luxon-shim'
import * as qs from './qs-shim'

const sdk = dirname(createRequire(import.meta.url).resolve('@bitrix24/b24jssdk/package.json'))

/** The SDK's own files that the bundle takes: what frame.ts imports, and what those need. */
const used = (): ReadonlyMap<string, string> => {
  const texts = new Map<string, string>()
  const read = (file: string) => {
    if (texts.has(file)) return
    const text = readFileSync(file, 'utf8')
    texts.set(file, text)
    for (const [, to = ''] of text.matchAll(/^import .* from '(\.[^']+)'/gm)) read(join(dirname(file), to))
  }
  for (const part of ['frame/frame', 'frame/auth', 'frame/message/controller', 'core/http/v2'])
    read(join(sdk, `dist/esm/${part}.mjs`))
  return texts
}

test('the shim has every name that the SDK imports from luxon', () => {
  const names = [...used().values()].flatMap((text) =>
    [...text.matchAll(/^import \{ ([^}]+) \} from 'luxon'/gm)].flatMap(([, list = '']) => list.split(', ')),
  )
  expect(names).not.toEqual([])
  for (const name of names) expect(shim).toHaveProperty(name)
})

test('the SDK needs qs-esm for the commands of its own batches alone, which the app never makes', () => {
  const users = [...used()].filter(([, text]) => text.includes("from 'qs-esm'"))
  expect(users.map(([file]) => file.split('/').at(-1))).toEqual(['abstract-processing.mjs'])
  expect(users.flatMap(([, text]) => text.match(/\bqs\.\w+/g) ?? [])).toEqual(['qs.stringify'])
  expect(qs.stringify).toThrow()
  // All that the app asks of the SDK's clients: one call at a time.
  const clients = readFileSync('src/portal/transport/request-encoding.ts', 'utf8')
  expect(new Set(clients.match(/\b(?:reads|readsWithText|writes)\.\w+/g))).toEqual(
    new Set(['reads.call', 'readsWithText.call', 'writes.call']),
  )
})
