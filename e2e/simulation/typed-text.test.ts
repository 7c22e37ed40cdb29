import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Rest } from '../../src/portal/transport/rest-client'
import { startPortal } from '../portal/portal.ts'
import type { Portal } from '../portal/types.ts'
import { restOf } from './rest-of.ts'

const file = readFileSync(join(import.meta.dirname, '../portal/fixtures/input-filter.json'), 'utf8')
const pairs = JSON.parse(file) as readonly { readonly in: string; readonly out: string }[]
const ANNA = 11

let portal: Portal
let rest: Rest
beforeAll(async () => {
  portal = await startPortal({ appUrl: 'http://127.0.0.1/', limits: 'off' })
  rest = restOf(portal, ANNA, 1)
})
afterAll(() => portal.close())

const stored = () => portal.application.userOptions(ANNA)['text']

it('what a person typed reaches the portal unchanged in a write, whatever the protective filter makes of forms', async () => {
  for (const pair of pairs) {
    await rest.write('user.option.set', { options: { text: pair.in } })
    expect(stored()).toBe(pair.in)
  }
  expect(pairs.length).toBeGreaterThan(90)
})

it('would be changed in a form, so that the filter is at work here', async () => {
  for (const pair of pairs) {
    await rest.call('user.option.set', { options: { text: pair.in } })
    expect(stored()).toBe(pair.out)
  }
})
