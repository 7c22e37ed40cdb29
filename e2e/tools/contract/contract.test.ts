import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startPortal } from '../../portal/portal.ts'
import { createCalls, type Call } from './calls.ts'
import { allowedDifferencesFor } from './allowed-differences.ts'
import { differences, type Example } from './shape.ts'

const examples = JSON.parse(readFileSync(join(import.meta.dirname, 'shapes.json'), 'utf8')) as Example[]

/** Refusals that a call with an app's token can't cause here; besides those of wrong credentials. */
const NOT_REACHABLE = new Map([
  ['app.info.2', 'wants a call outside the app'],
  ['app.option.get.3', 'wants a call outside the app'],
  ['user.option.get.3', 'wants a call outside the app'],
  ['placement.list.2', 'wants a call outside the app'],
  ['placement.unbind.2', 'wants a call outside the app'],
  ['pull.application.config.get.2', 'wants a call outside the app'],
  ['pull.application.event.add.2', 'wants a call outside the app'],
  ['placement.get.2', 'wants a portal that insists on https'],
  ['im.v2.File.upload.2', 'wants an upload of more than 100 MB'],
])

/** Documented methods that the app names. */
const namedByApp = (): readonly string[] => {
  const documented = new Set(examples.map(({ method }) => method))
  const sources = ['src/portal', 'src/domain'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
      .map((name) => readFileSync(join(folder, name), 'utf8')),
  )
  const names = sources.flatMap((text) => [...text.matchAll(/'([\w.]+)'/g)].map(([, name]) => name ?? ''))
  return [...new Set(names)].filter((name) => documented.has(name))
}

const portal = await startPortal({
  appUrl: 'http://127.0.0.1:9/',
  limits: 'off',
  scopes: ['crm', 'disk', 'im', 'imopenlines', 'placement', 'pull', 'user'],
})
afterAll(() => portal.close())

const ask = async (method: string, { params, as = 11 }: Call) => {
  const { AUTH_ID } = portal.application.issueSession(as)
  const response = await fetch(`${portal.origin}/rest/${method}.json`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ ...params, auth: AUTH_ID }),
  })
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}

/** The rest of the documented methods the fake portal doesn't have, since the app doesn't call them. */
const servedMethods: string[] = []
for (const method of new Set(examples.map((each) => each.method))) {
  const { body } = await ask(method, { params: {}, as: 18 })
  if (body['error'] !== 'ERROR_METHOD_NOT_FOUND') servedMethods.push(method)
}
const served = examples.filter(
  ({ method, example, error }) =>
    servedMethods.includes(method) && error !== 'INVALID_CREDENTIALS' && !NOT_REACHABLE.has(example),
)

describe('answers of the fake portal', () => {
  const calls = createCalls(portal)

  beforeAll(async () => {
    await ask('app.option.set', { params: { options: { data: 'value' } }, as: 1 })
    await ask('user.option.set', { params: { options: { data: 'value' } } })
  })

  const callFor = (example: string): Call => calls[example]?.() ?? { params: {} }

  test('every documented method that the app calls is served', () => {
    const named = namedByApp()
    expect(named.length).toBeGreaterThan(40)
    expect(named.filter((method) => !servedMethods.includes(method))).toEqual([])
  })

  test('there are examples of many methods, and each call belongs to one', () => {
    expect(served.length).toBeGreaterThanOrEqual(130)
    expect(Object.keys(calls).filter((name) => !served.some(({ example }) => example === name))).toEqual([])
  })

  const answered = served.filter((each) => each.error === undefined)
  const refused = served.filter((each) => each.error !== undefined)

  test.each(answered)('$example', async ({ example, method, result, beside = {}, partial = false }) => {
    const { status, body } = await ask(method, callFor(example))
    expect(body).not.toHaveProperty('error')
    expect(status).toBe(200)
    const { result: actual, time, ...actualBeside } = body
    expect(typeof (time as { operating: unknown }).operating).toBe('number')
    expect(differences(actual, result ?? 'null', allowedDifferencesFor(example, partial))).toEqual([])
    expect(Object.keys(actualBeside).filter((key) => key !== 'next')).toEqual(
      Object.keys(beside).filter((key) => key !== 'next'),
    )
  })

  test.each(refused)('$example: $error', async ({ example, method, status, error }) => {
    const answer = await ask(method, callFor(example))
    expect(answer.body['error']).toBe(error)
    expect(answer.status).toBe(status ?? answer.status)
    expect(typeof answer.body['error_description']).toBe('string')
  })
})
