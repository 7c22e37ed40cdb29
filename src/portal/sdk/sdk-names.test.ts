import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

// vite.config.ts takes the names out of the SDK's classes: a new version of the SDK may want them.
const folder = dirname(fileURLToPath(import.meta.resolve('@bitrix24/b24jssdk')))
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.mjs'))
  .map((path) => ({ path, code: readFileSync(join(folder, path), 'utf8') }))

describe('the SDK', () => {
  it('was read', () => {
    expect(files.length).toBeGreaterThan(50)
    expect(files.filter(({ code }) => code.includes('__name(this, "')).length).toBeGreaterThan(50)
  })

  it('does nothing in a class’s static block but write its name', () => {
    const blocks = files.flatMap(({ path, code }) =>
      [...code.matchAll(/static \{([^}]*)\}/g)].map(([, body = '']) => ({ path, body })),
    )
    expect(blocks.filter(({ body }) => !/^\s*__name\(this, "\w+"\);\s*$/.test(body))).toEqual([])
  })

  it('never asks for the name of a class', () => {
    expect(
      files.filter(({ code }) => /\bconstructor\.name\b|\bnew\.target\b/.test(code)).map(({ path }) => path),
    ).toEqual([])
  })
})
