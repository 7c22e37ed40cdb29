import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startPortal } from '../../portal/portal.ts'
import type { Portal } from '../../portal/types.ts'
import { createCalls, type Call } from './calls.ts'
import { allowedDifferencesFor } from './allowed-differences.ts'
import { differences, type Example } from './shape.ts'

const examples = JSON.parse(readFileSync(join(import.meta.dirname, 'shapes.json'), 'utf8')) as Example[]

/** Documented methods that the fake portal doesn't have, since the app doesn't call them. */
const NOT_SERVED = [
  'disk.file.get',
  'disk.file.getExternalLink',
  'disk.folder.getChildren',
  'event.bind',
  'event.get',
  'event.unbind',
  'events',
  'im.dialog.read.all',
  'im.disk.file.delete',
  'im.disk.file.save',
  'im.message.command',
  'im.user.status.set',
  'im.v2.Event.get',
  'im.v2.Event.subscribe',
  'im.v2.Event.unsubscribe',
  'pull.application.push.add',
]

/** Refusals that a call with an app's token can't cause here. */
const NOT_REACHABLE = new Map([
  ['app.info.2', 'wants a call outside the app'],
  ['app.option.get.3', 'wants a call outside the app'],
  ['user.option.get.3', 'wants a call outside the app'],
  ['placement.list.2', 'wants a call outside the app'],
  ['placement.unbind.2', 'wants a call outside the app'],
  ['pull.application.config.get.2', 'wants a call outside the app'],
  ['pull.application.event.add.2', 'wants a call outside the app'],
  ['placement.get.2', 'wants a portal that insists on https'],
  ['im.chat.add.2', 'wants wrong credentials'],
  ['im.chat.get.2', 'wants wrong credentials'],
  ['im.counters.get.2', 'wants wrong credentials'],
  ['im.recent.get.2', 'wants wrong credentials'],
  ['im.recent.list.2', 'wants wrong credentials'],
  ['im.revision.get.2', 'wants wrong credentials'],
  ['im.user.status.get.2', 'wants wrong credentials'],
  ['im.v2.File.upload.2', 'wants an upload of more than 100 MB'],
])

describe('answers of the fake portal', () => {
  let portal: Portal
  let calls: Readonly<Record<string, () => Call>>

  beforeAll(async () => {
    portal = await startPortal({
      appUrl: 'http://127.0.0.1:9/',
      limits: 'off',
      scopes: ['crm', 'disk', 'im', 'imopenlines', 'placement', 'pull', 'user'],
    })
    calls = createCalls(portal)
    await ask('app.option.set', { params: { options: { data: 'value' } }, as: 1 })
    await ask('user.option.set', { params: { options: { data: 'value' } } })
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

  const callFor = (example: string): Call => {
    const call = calls[example]
    if (!call) throw new Error(`There is no call for ${example}`)
    return call()
  }

  const served = examples.filter(({ method, example }) => !NOT_SERVED.includes(method) && !NOT_REACHABLE.has(example))

  test('every documented method is either served or listed as not served', async () => {
    const unknown: string[] = []
    for (const method of new Set(examples.map((each) => each.method))) {
      const { body } = await ask(method, { params: {}, as: 18 })
      if (body['error'] === 'ERROR_METHOD_NOT_FOUND') unknown.push(method)
    }
    expect(unknown.toSorted()).toEqual(NOT_SERVED.toSorted())
  })

  test('there is a call for each example of a served method', () => {
    expect(served.filter(({ example }) => !calls[example]).map(({ example }) => example)).toEqual([])
    expect(served.length).toBeGreaterThanOrEqual(130)
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
