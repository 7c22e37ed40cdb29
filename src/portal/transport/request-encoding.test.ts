import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { HttpV2, ParamsFactory } from '@bitrix24/b24jssdk'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { asPortalError } from '../portal-error'
import { createRest } from './request-encoding'
import type { FileUpload, Rest } from './rest-client'

interface Received {
  readonly url: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

const json = (response: ServerResponse, status: number, answer: object) =>
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(answer))
const succeed = (_: Received, response: ServerResponse): unknown => json(response, 200, { result: true, time: {} })

let answer = succeed
let received: Received[] = []
let tokens = 1
let origin = ''
const server = createServer((request, response) => {
  const parts: Buffer[] = []
  request.on('data', (part: Buffer) => parts.push(part))
  request.on('end', () => {
    const one = { url: request.url ?? '', headers: request.headers, body: Buffer.concat(parts).toString() }
    received.push(one)
    answer(one, response)
  })
})

/** FileReader, which Node doesn't have, as far as an upload uses it. */
class NodeFileReader extends EventTarget {
  result = ''
  readAsDataURL(bytes: Blob): void {
    void bytes.arrayBuffer().then((buffer) => {
      this.result = `data:;base64,${Buffer.from(buffer).toString('base64')}`
      this.dispatchEvent(new Event('load'))
    })
  }
}

beforeEach(async () => {
  vi.stubGlobal('FileReader', NodeFileReader)
  answer = succeed
  received = []
  tokens = 1
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterEach(async () => {
  vi.unstubAllGlobals()
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

/** Calls as the app makes them; uploads by axios' fetch adapter, too: Node has no XMLHttpRequest. */
const connect = (timeoutMs = 10_000): Rest => {
  const session = () => ({ access_token: `token${tokens}`, refresh_token: 'r' })
  const auth = {
    getAuthData: session,
    refreshAuth: async () => {
      tokens += 1
      return session()
    },
    getTargetOriginWithPath: () => new Map([['v2', `${origin}/rest`]]),
  } as unknown as ConstructorParameters<typeof HttpV2>[0]
  const createClient = (config: object) =>
    new HttpV2(auth, { ...config, adapter: 'fetch' }, { ...ParamsFactory.getDefault(), maxRetries: 1 })
  return createRest(createClient, { readMs: timeoutMs, writeMs: timeoutMs })
}

const file = (bytes: Blob, given: Partial<FileUpload> = {}): FileUpload => ({
  path: ['fields', 'content'],
  bytes,
  onProgress: () => undefined,
  signal: new AbortController().signal,
  ...given,
})

const TYPED = 'Please select a date from the list.\n$result[a][b] "ä" 😀 & +'
const PARAMS = { CHAT_ID: 7, on: true, off: false, none: null, absent: undefined, deep: { list: ['x', { y: '0' }] } }

describe('parameters', () => {
  it('of a read go as a form, nested as PHP reads it', async () => {
    await connect().call('im.user.get', { ...PARAMS, ID: [5, 6] })
    const [{ url, headers, body } = { url: '', headers: {} as IncomingHttpHeaders, body: '' }] = received
    expect(url).toMatch(/^\/rest\/im\.user\.get\?/)
    expect(headers['content-type']).toMatch(/^application\/x-www-form-urlencoded/)
    expect([...new URLSearchParams(body)]).toEqual([
      ['CHAT_ID', '7'],
      ['on', 'true'],
      ['off', 'false'],
      ['deep[list][0]', 'x'],
      ['deep[list][1][y]', '0'],
      ['ID[0]', '5'],
      ['ID[1]', '6'],
      ['auth', 'token1'],
    ])
    // A custom header would cause a preflight before every call.
    expect(Object.keys(headers).filter((name) => name.startsWith('x-') || name === 'authorization')).toEqual([])
  })

  it('of a batch go as a form', async () => {
    answer = (_, response) => json(response, 200, { result: { result: { a: 1 }, result_error: [] }, time: {} })
    expect((await connect().batch({ a: ['m', { ID: 1 }], b: ['n'] }))('a')).toEqual({ ok: true, value: 1 })
    expect([...new URLSearchParams(received[0]?.body)]).toEqual([
      ['halt', '0'],
      ['cmd[a]', 'm?ID=1'],
      ['cmd[b]', 'n?'],
      ['auth', 'token1'],
    ])
  })

  it.each(['write', 'callWithText'] as const)('of %s go as JSON, with their types', async (kind) => {
    await connect()[kind]('m', { ...PARAMS, MESSAGE: TYPED })
    expect(received[0]?.headers['content-type']).toBe('application/json')
    expect(JSON.parse(received[0]?.body ?? '')).toEqual({
      CHAT_ID: 7,
      on: true,
      off: false,
      none: null,
      deep: { list: ['x', { y: '0' }] },
      MESSAGE: TYPED,
      auth: 'token1',
    })
  })

  it.each([0, 10, 3 * 1024 * 1024, 7_000_001])(
    'of an upload are JSON with the file of %i bytes as base64',
    async (size) => {
      const bytes = Uint8Array.from({ length: size }, (_, index) => index % 251)
      const params = { dialogId: 'chat7', fields: { name: TYPED } }
      await connect().upload('im.v2.File.upload', params, file(new Blob([bytes])))
      expect(received[0]?.headers['content-type']).toBe('application/json')
      const sent = JSON.parse(received[0]?.body ?? '') as { fields: { content: string; name: string }; auth: string }
      expect(sent).toMatchObject({ dialogId: 'chat7', fields: { name: TYPED }, auth: 'token1' })
      expect(Buffer.from(sent.fields.content, 'base64').equals(bytes)).toBe(true)
    },
  )

  it('hold the file where a list wants it', async () => {
    const upload = file(new Blob(['abc']), { path: ['fileContent', 1] })
    await connect().upload('disk.folder.uploadFile', { fileContent: ['a.txt'] }, upload)
    expect(JSON.parse(received[0]?.body ?? '')).toMatchObject({ fileContent: ['a.txt', 'YWJj'] })
  })
})

describe('an expired token', () => {
  it.each(['call', 'write', 'upload'] as const)('is refreshed, and %s goes out again as it was', async (kind) => {
    answer = (one, response) =>
      one.body.includes('token1') ? json(response, 401, { error: 'expired_token' }) : succeed(one, response)
    const rest = connect()
    const result = kind === 'upload' ? rest.upload('m', { fields: {} }, file(new Blob(['abc']))) : rest[kind]('m', {})
    expect(await result).toBe(true)
    const [first, second] = received
    expect(second?.headers['content-type']).toBe(first?.headers['content-type'])
    expect(second?.body).toBe(first?.body.replace('token1', 'token2'))
    expect(received).toHaveLength(2)
  })
})

describe('a failure', () => {
  const failureOf = async (call: Promise<unknown>) =>
    asPortalError(
      await call.then(
        () => 'nothing failed',
        (error: unknown) => error,
      ),
    )

  it.each<[string, typeof succeed, object]>([
    ['a refusal', (_, r) => json(r, 400, { error: 'CANCELED' }), { kind: 'refused', code: 'CANCELED', status: 400 }],
    ['a limit', (_, r) => json(r, 503, { error: 'QUERY_LIMIT_EXCEEDED' }), { kind: 'limit' }],
    ['a gateway page', (_, r) => r.writeHead(502).end('<html>'), { kind: 'unavailable', code: 'ERR_BAD_RESPONSE' }],
    ['no access', (_, r) => json(r, 403, { error: 'ACCESS_DENIED' }), { kind: 'forbidden' }],
    ['an error with 200', (_, r) => json(r, 200, { error: 'ACCESS_DENIED', time: {} }), { kind: 'forbidden' }],
    ['a page with 200', (_, r) => r.writeHead(200).end('<html>log in'), { kind: 'malformed' }],
    ['nothing with 200', (_, r) => r.writeHead(200).end(), { kind: 'malformed' }],
    ['no time', (_, r) => json(r, 200, { result: true }), { kind: 'malformed' }],
    ['a closed connection', (_, r) => r.destroy(), { kind: 'network', code: 'NETWORK_ERROR', status: 0 }],
  ])('is told apart: %s', async (_, given, expected) => {
    answer = given
    for (const call of [
      connect().call('m'),
      connect().write('m', {}),
      connect().upload('m', { fields: {} }, file(new Blob(['a']))),
    ])
      expect(await failureOf(call)).toMatchObject(expected)
    expect(received).toHaveLength(3)
  })

  it('leaves open what became of the call when the answer breaks off', async () => {
    answer = (_, response) => {
      response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': '4096' })
      response.write('{"result":', () => response.destroy())
    }
    expect(await failureOf(connect().write('m', {}))).toMatchObject({ outcomeUnknown: true })
  })

  it('is a timeout when no answer comes', async () => {
    answer = () => undefined
    const timeout = { kind: 'network', code: 'REQUEST_TIMEOUT', status: 408 }
    expect(await failureOf(connect(50).write('m', {}))).toMatchObject(timeout)
    expect(await failureOf(connect(50).call('m'))).toMatchObject(timeout)
    expect(await failureOf(connect(50).upload('m', { fields: {} }, file(new Blob(['a']))))).toMatchObject(timeout)
  })

  it('is a cancellation when an upload is cancelled before it is sent', async () => {
    const cancelled = file(new Blob(['a']), { signal: AbortSignal.abort() })
    expect(await failureOf(connect().upload('m', { fields: {} }, cancelled))).toMatchObject({
      kind: 'network',
      code: 'ERR_CANCELED',
    })
    expect(received).toEqual([])
  })
})
