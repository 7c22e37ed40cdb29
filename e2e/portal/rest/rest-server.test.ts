import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { startPortal } from '../portal.ts'
import type { Portal, PortalOptions } from '../types.ts'
import type { FaultKind } from './faults.ts'
import { ADMIN_ID, createTestWorld, OPERATOR_ID, type AnyJson } from './test-world.ts'

type Json = Record<string, AnyJson>

let portal: Portal
let token: string

async function start(options: Partial<PortalOptions> = {}): Promise<void> {
  portal = await startPortal({ appUrl: 'http://127.0.0.1:9/', world: createTestWorld(), ...options })
  token = portal.application.issueSession(OPERATOR_ID).AUTH_ID
}

async function call(
  method: string,
  params: Json = {},
  auth: string = token,
): Promise<{ status: number; headers: Headers; body: Json }> {
  const response = await fetch(`${portal.origin}/rest/${method}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ ...params, auth }),
  })
  return { status: response.status, headers: response.headers, body: (await response.json()) as Json }
}

async function batch(cmd: Json | string[], halt = 0): Promise<Json> {
  const { status, body } = await call('batch', { halt, cmd })
  expect(status).toBe(200)
  return body['result'] as Json
}

beforeEach(() => start())
afterEach(async () => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  await portal.close()
})

describe('an answer', () => {
  it('holds the result and the time it took', async () => {
    const { status, body } = await call('test.list')
    expect(status).toBe(200)
    expect(body).toMatchObject({ result: [{ CHAT_ID: '501' }, { CHAT_ID: '502' }], total: 120, next: 50 })
    const { time } = body
    expect(time['finish']).toBeGreaterThanOrEqual(time['start'])
    expect(time['duration']).toBeCloseTo(time['finish'] - time['start'])
    expect(time['date_start']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+02:00$/)
    expect(Math.abs(Date.parse(time['date_start']) / 1000 - time['start'])).toBeLessThan(1)
    expect(time['operating']).toBeCloseTo(0.1)
    expect(time['operating_reset_at']).toBeGreaterThan(Date.now() / 1000)
  })

  it('is the same for JSON, a form with brackets, GET, a suffix and any case', async () => {
    const form = await fetch(`${portal.origin}/rest/test.echo.json?bx24_request_id=1`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: `auth=${token}&filter[%3EID]=5&ids[]=1&ids[]=2`,
    })
    expect(await form.json()).toMatchObject({ result: { filter: { '>ID': '5' }, ids: ['1', '2'] } })
    const get = await fetch(`${portal.origin}/rest/Test.Echo?auth=${token}&a=1`)
    expect(await get.json()).toMatchObject({ result: { a: '1' } })
    expect((await call('test.echo', { a: 1, b: { c: [true] } })).body['result']).toEqual({ a: 1, b: { c: [true] } })
  })

  it('holds what the protective filter makes of forms and batch parameters; JSON and a portal without it change nothing', async () => {
    const text = 'select from'
    const asForm = async () => {
      const body = new URLSearchParams({ auth: token, 'a[b]': text })
      const response = await fetch(`${portal.origin}/rest/test.echo`, { method: 'POST', body })
      return ((await response.json()) as Json)['result']
    }
    const asBatch = async () => (await batch({ one: `test.echo?a[b]=${encodeURIComponent(text)}` }))['result']
    expect(await asForm()).toEqual({ a: { b: 'sel ect fr om' } })
    expect(await asBatch()).toEqual({ one: { a: { b: 'sel ect fr om' } } })
    expect((await call('test.echo', { a: { b: text } })).body['result']).toEqual({ a: { b: text } })

    await portal.close()
    await start({ behaviour: { inputFilter: false } })
    expect(await asForm()).toEqual({ a: { b: text } })
    expect(await asBatch()).toEqual({ one: { a: { b: text } } })
  })

  it('can be read from another origin, a refusal too', async () => {
    for (const method of ['test.me', 'test.refused', 'no.such.method']) {
      expect((await call(method)).headers.get('access-control-allow-origin')).toBe('*')
    }
    const preflight = await fetch(`${portal.origin}/rest/test.me`, { method: 'OPTIONS' })
    expect(preflight.ok).toBe(true)
    expect(preflight.headers.get('access-control-allow-origin')).toBe('*')
    expect(preflight.headers.get('access-control-allow-headers')).toBe('origin, content-type, accept')
    expect(preflight.headers.get('access-control-allow-methods')).toContain('POST')
    expect(portal.counters.all()).toMatchObject({ requests: 3, preflights: 1 })
  })
})

describe('a refusal', () => {
  it.each([
    ['no.such.method', 404, 'ERROR_METHOD_NOT_FOUND'],
    ['test.foreign', 403, 'insufficient_scope'],
    ['test.refused', 400, 'ERROR_ARGUMENT'],
    ['test.logical', 200, 'ERROR_LOGICAL'],
  ])('%s: %i %s', async (method, status, code) => {
    const answer = await call(method)
    expect([answer.status, answer.body['error']]).toEqual([status, code])
    expect(answer.body).toHaveProperty('error_description')
    expect(answer.body).not.toHaveProperty('result')
  })

  it('carries what the method adds to it', async () => {
    expect((await call('test.refused')).body).toEqual({
      error: 'ERROR_ARGUMENT',
      error_description: 'No',
      argument: 'CHAT_ID',
    })
  })

  it('hides a bug of the portal behind 500', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    const { status, body } = await call('test.broken')
    expect([status, body['error']]).toEqual([500, 'INTERNAL_SERVER_ERROR'])
    expect(log).toHaveBeenCalled()
  })
})

describe('tokens', () => {
  it('are needed', async () => {
    const { status, body } = await call('test.me', {}, 'nobody')
    expect([status, body['error']]).toEqual([401, 'NO_AUTH_FOUND'])
  })

  it('say who calls', async () => {
    const admin = portal.application.issueSession(ADMIN_ID).AUTH_ID
    expect((await call('test.me')).body['result']).toEqual({ ID: String(OPERATOR_ID) })
    expect((await call('test.me', {}, admin)).body['result']).toEqual({ ID: String(ADMIN_ID) })
  })

  it('expire by the clock', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    vi.setSystemTime(Date.now() + 3_599_000)
    expect((await call('test.me')).status).toBe(200)
    vi.setSystemTime(Date.now() + 2_000)
    const { status, body } = await call('test.me')
    expect([status, body['error']]).toEqual([401, 'expired_token'])
  })

  it('are refreshed, and racing refreshes do not undo each other', async () => {
    const first = portal.application.issueSession(OPERATOR_ID)
    portal.application.expireTokens()
    expect((await call('test.me', {}, first.AUTH_ID)).body['error']).toBe('expired_token')
    const second = portal.application.refresh(first.REFRESH_ID)!
    const third = portal.application.refresh(first.REFRESH_ID)!
    for (const session of [second, third]) expect((await call('test.me', {}, session.AUTH_ID)).status).toBe(200)
    expect(portal.application.refresh('nobody')).toBeNull()
  })
})

describe('limits', () => {
  it('take a burst of 50, then 2 requests a second', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    for (let count = 0; count < 50; count += 1) expect((await call('test.me')).status).toBe(200)
    const { status, body, headers } = await call('test.me')
    expect([status, body['error']]).toEqual([503, 'QUERY_LIMIT_EXCEEDED'])
    expect(headers.get('access-control-allow-origin')).toBe('*')
    vi.setSystemTime(Date.now() + 1000)
    expect((await call('test.me')).status).toBe(200)
    expect((await call('test.me')).status).toBe(200)
    expect((await call('test.me')).status).toBe(503)
    expect(portal.counters.executed('test.me')).toBe(52)
  })

  it('count a batch as one request, but the time of every method in it', async () => {
    await batch(['test.dear', 'test.dear', 'test.dear'])
    const { status, body } = await call('test.dear')
    expect([status, body['error']]).toEqual([429, 'OPERATION_TIME_LIMIT'])
    expect((await call('test.me')).status).toBe(200)
    expect((await batch(['test.dear']))['result_error']).toMatchObject([{ error: 'OPERATION_TIME_LIMIT' }])
    expect(portal.counters.executed('test.dear')).toBe(3)
  })

  it('can be switched off', async () => {
    await portal.close()
    await start({ limits: 'off' })
    for (let count = 0; count < 60; count += 1) expect((await call('test.dear')).status).toBe(200)
  })
})

describe('batch', () => {
  it('answers by name, empty maps as lists', async () => {
    const result = await batch({ me: 'test.me?', list: 'test.list?start=0' })
    expect(result['result']).toEqual({
      me: { ID: String(OPERATOR_ID) },
      list: [{ CHAT_ID: '501' }, { CHAT_ID: '502' }],
    })
    expect(result['result_total']).toEqual({ list: 120 })
    expect(result['result_next']).toEqual({ list: 50 })
    expect(result['result_error']).toEqual([])
    expect(result['result_time']['me']).toHaveProperty('operating')
  })

  it('answers by index: a list while it has no gap', async () => {
    expect((await batch(['test.send', 'test.me']))['result']).toEqual([4711, { ID: String(OPERATOR_ID) }])
    const withGap = await batch(['test.refused', 'test.send'])
    expect(withGap['result']).toEqual({ 1: 4711 })
    expect(withGap['result_error']).toEqual([{ error: 'ERROR_ARGUMENT', error_description: 'No', argument: 'CHAT_ID' }])
  })

  it('decodes a query and replaces references in it', async () => {
    const result = await batch({
      chats: 'test.list',
      hit: 'test.echo?DIALOG_ID=chat%24result%5Bchats%5D%5B1%5D%5BCHAT_ID%5D&deep%5Bx%5D=$total[chats]',
      miss: 'test.echo?CHAT_ID=$result[chats][7][CHAT_ID]&DIALOG_ID=chat$result[chats][7][CHAT_ID]',
    })
    expect(result['result']['hit']).toEqual({ DIALOG_ID: 'chat502', deep: { x: 120 } })
    expect(result['result']['miss']).toEqual({
      CHAT_ID: [{ CHAT_ID: '501' }, { CHAT_ID: '502' }],
      DIALOG_ID: 'chat$result[chats][7][CHAT_ID]',
    })
  })

  it('mangles what a person typed, as a real portal does', async () => {
    const typed = 'Total: $total[list]50'
    const result = await batch({ list: 'test.list', reply: `test.echo?MESSAGE=${encodeURIComponent(typed)}` })
    expect(result['result']['reply']).toEqual({ MESSAGE: 'Total: 12050' })
  })

  it('goes on after a refusal, unless it is to halt', async () => {
    const commands = { a: 'test.send', b: 'no.such', c: 'test.send' }
    const going = await batch(commands)
    expect(Object.keys(going['result'])).toEqual(['a', 'c'])
    expect(going['result_error']['b']['error']).toBe('ERROR_METHOD_NOT_FOUND')
    const halted = await batch(commands, 1)
    expect(Object.keys(halted['result'])).toEqual(['a'])
    expect(Object.keys(halted['result_error'])).toEqual(['b'])
    expect(portal.counters.executed('test.send')).toBe(3)
  })

  it('leaves the description of a missing scope empty', async () => {
    expect((await batch({ x: 'test.foreign' }))['result_error']).toEqual({
      x: { error: 'insufficient_scope', error_description: '' },
    })
  })

  it('refuses another batch and files', async () => {
    const { result_error: errors } = await batch({ nested: 'batch?cmd[0]=test.me', file: 'test.upload' })
    expect(errors['nested']['error']).toBe('ERROR_BATCH_METHOD_NOT_ALLOWED')
    expect(errors['file']['error']).toBe('ERROR_BATCH_METHOD_NOT_ALLOWED')
  })

  it('runs the first 50', async () => {
    const result = await batch(Array.from({ length: 52 }, () => 'test.send'))
    expect(result['result']).toHaveLength(50)
    expect(result['result_error']).toMatchObject({ 50: { error: 'ERROR_BATCH_LENGTH_EXCEEDED' }, 51: {} })
    expect(portal.counters.executed('test.send')).toBe(50)
  })
})

describe('faults', () => {
  it.each<[FaultKind, number]>([
    ['drop-before', 0],
    ['drop-after', 1],
    ['reset-after', 1],
  ])('%s loses the answer and executes %i times', async (kind, executed) => {
    portal.faults.set({ method: 'test.send', kind, times: 1 })
    await expect(call('test.send')).rejects.toThrow(/fetch failed|terminated/)
    expect(portal.counters.executed('test.send')).toBe(executed)
    expect((await call('test.send')).status).toBe(200)
  })

  it.each<[FaultKind, number]>([
    ['bad-gateway', 0],
    ['bad-gateway-after', 1],
  ])('%s answers a page no other origin may read', async (kind, executed) => {
    portal.faults.set({ method: 'test.send', kind })
    const response = await fetch(`${portal.origin}/rest/test.send`, { method: 'POST', body: `auth=${token}` })
    expect(response.status).toBe(502)
    expect(response.headers.get('access-control-allow-origin')).toBeNull()
    expect(await response.text()).toContain('<html>')
    expect(portal.counters.executed('test.send')).toBe(executed)
  })

  it('hang-after executes and never answers', async () => {
    portal.faults.set({ method: 'test.send', kind: 'hang-after' })
    const asked = fetch(`${portal.origin}/rest/test.send`, {
      method: 'POST',
      body: `auth=${token}`,
      signal: AbortSignal.timeout(300),
    })
    await expect(asked).rejects.toThrow(/timeout/)
    expect(portal.counters.executed('test.send')).toBe(1)
  })

  it.each<[FaultKind, number, string, number]>([
    ['expire-token', 401, 'expired_token', 0],
    ['rate-limit', 503, 'QUERY_LIMIT_EXCEEDED', 0],
    ['time-limit', 429, 'OPERATION_TIME_LIMIT', 0],
  ])('%s: %i %s', async (kind, status, code, executed) => {
    portal.faults.set({ method: 'test.send', kind, times: 1 })
    const answer = await call('test.send')
    expect([answer.status, answer.body['error']]).toEqual([status, code])
    expect(portal.counters.executed('test.send')).toBe(executed)
    expect((await call('test.send')).status).toBe(200)
  })

  it('refuse with any code, after some calls, some times', async () => {
    portal.faults.set({ method: 'test.send', kind: 'refuse', status: 403, code: 'ACCESS_DENIED', after: 1, times: 1 })
    const statuses = [await call('test.send'), await call('test.send'), await call('test.send')].map(
      ({ status }) => status,
    )
    expect(statuses).toEqual([200, 403, 200])
    expect(portal.counters.executed('test.send')).toBe(2)
  })

  it('no-time and html-200 execute and answer oddly', async () => {
    portal.faults.set({ method: 'test.send', kind: 'no-time', times: 1 })
    expect((await call('test.send')).body).toEqual({ result: 4711 })
    portal.faults.set({ method: 'test.send', kind: 'html-200', times: 1 })
    await expect(call('test.send')).rejects.toThrow(SyntaxError)
    expect(portal.counters.executed('test.send')).toBe(2)
  })

  it('hit one sub-call of a batch, or the request that carries it', async () => {
    const refusal = portal.faults.set({ method: 'test.send', kind: 'refuse', code: 'CANCELED' })
    const result = await batch({ send: 'test.send', me: 'test.me' })
    expect(result['result_error']).toMatchObject({ send: { error: 'CANCELED' } })
    expect(Object.keys(result['result'])).toEqual(['me'])
    portal.faults.clear(refusal)
    portal.faults.set({ method: 'test.send', kind: 'rate-limit' })
    expect((await call('batch', { cmd: { send: 'test.send' } })).status).toBe(503)
    expect((await call('batch', { cmd: { me: 'test.me' } })).status).toBe(200)
  })

  it('bend a result after the call was executed', async () => {
    for (const [kind, result] of [
      ['null-result', null],
      ['empty-result', []],
      ['wrong-result', 'something else'],
    ] as const) {
      portal.faults.set({ method: 'test.send', kind, times: 1 })
      expect((await call('test.send')).body).toMatchObject({ result, time: {} })
      portal.faults.set({ method: 'test.me', kind, times: 1 })
      expect((await batch({ me: 'test.me', send: 'test.send' }))['result']).toEqual({ me: result, send: 4711 })
      portal.faults.set({ method: '*', kind, times: 1 })
      expect(await batch({ me: 'test.me' })).toEqual(result)
    }
    expect(portal.counters.executed('test.send')).toBe(6)
  })

  it('take turns: each request meets one of them, whatever kind they are', async () => {
    portal.faults.setInTurns([
      [{ method: '*', kind: 'rate-limit' }],
      [{ method: '*', kind: 'refuse', code: 'CANCELED' }],
      [
        { method: 'test.send', kind: 'null-result' },
        { method: 'test.me', kind: 'expire-token' },
      ],
    ])
    const met = []
    for (const method of ['test.me', 'test.send', 'test.send', 'test.send', 'test.me', 'test.me'])
      met.push((await call(method)).body['error'] ?? null)
    expect(met).toEqual(['QUERY_LIMIT_EXCEEDED', 'CANCELED', null, 'QUERY_LIMIT_EXCEEDED', 'CANCELED', 'expired_token'])
    portal.faults.clear()
    expect((await call('test.send')).body['result']).toBe(4711)
  })

  it('delay an answer', async () => {
    portal.faults.set({ method: '*', kind: 'delay', ms: 120 })
    const started = performance.now()
    await call('test.me')
    expect(performance.now() - started).toBeGreaterThanOrEqual(115)
  })
})

describe('a portal that is gone', () => {
  it('refuses connections, and is back at the same place', async () => {
    const { origin } = portal
    await portal.setReachable(false)
    await portal.setReachable(false)
    await expect(call('test.send')).rejects.toThrow('fetch failed')
    await portal.setReachable(true)
    await portal.setReachable(true)
    expect(portal.origin).toBe(origin)
    expect((await call('test.send')).status).toBe(200)
    expect(portal.counters.executed('test.send')).toBe(1)
  })
})

describe('latency', () => {
  it('is added on both ways and can be changed while the portal runs', async () => {
    portal.setLatency(60)
    const started = performance.now()
    await call('test.me')
    expect(performance.now() - started).toBeGreaterThanOrEqual(115)
    expect(() => portal.setLatency(-1)).toThrow(RangeError)
  })
})

describe('the control API', () => {
  async function control(
    method: string,
    path: string,
    body?: Json,
    origin?: string,
  ): Promise<{ status: number; body: AnyJson }> {
    const response = await fetch(`${portal.origin}/control/api/${path}`, {
      method,
      ...(body ? { body: JSON.stringify(body) } : {}),
      ...(origin ? { headers: { Origin: origin } } : {}),
    })
    return { status: response.status, body: await response.json() }
  }

  it('simulates, switches faults and counts', async () => {
    expect((await control('POST', 'simulate/clientWrites', { chatId: 5 })).body).toEqual({ messageId: 6 })
    const { id } = (await control('POST', 'faults', { method: 'Test.Send', kind: 'refuse' })).body
    expect((await call('test.send')).status).toBe(400)
    expect((await control('DELETE', `faults/${id}`)).status).toBe(200)
    expect((await call('test.send')).status).toBe(200)
    expect((await control('GET', 'counters')).body).toMatchObject({ requests: 2, executed: { 'test.send': 1 } })
    await control('POST', 'reset-counters')
    await control('POST', 'expire-tokens')
    expect((await call('test.send')).status).toBe(401)
    expect((await control('GET', 'counters')).body).toMatchObject({ requests: 1, executed: {} })
    await control('POST', 'latency', { ms: 1 })
    expect((await control('GET', 'state')).body).toMatchObject({
      latencyMs: 1,
      installed: true,
      counters: { requests: 1 },
    })
  })

  it('says what it cannot do', async () => {
    expect((await control('POST', 'simulate/toString', {})).status).toBe(400)
    expect((await control('POST', 'faults', { method: 'a', kind: 'nonsense' })).body.error).toContain('nonsense')
    expect((await control('GET', 'nothing')).status).toBe(400)
  })

  it('answers pages of this machine only', async () => {
    expect((await control('GET', 'counters', undefined, 'http://127.0.0.1:5173')).status).toBe(200)
    expect((await control('GET', 'counters', undefined, 'https://example.com')).status).toBe(403)
  })
})
