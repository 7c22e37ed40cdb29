import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import axios, * as axiosStub from './axios-stub'
import * as luxonStub from './luxon-stub'
import * as qsStub from './qs-stub'

const stubs: Readonly<Record<string, object>> = { axios: axiosStub, luxon: luxonStub, 'qs-esm': qsStub }
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

test('the stubs have every name that the SDK takes from the packages they stand for', () => {
  const wanted = [...used().values()].flatMap((text) => [
    ...[...text.matchAll(/^import (?:(\w+), )?\{ ([^}]+) \} from '(axios|luxon|qs-esm)'/gm)].flatMap(
      ([, whole, names = '', from = '']) => [
        ...(whole === undefined ? [] : [[from, 'default'] as const]),
        ...names.split(', ').map((name) => [from, name] as const),
      ],
    ),
    ...[...text.matchAll(/\bqs\.(\w+)/g)].map(([, name = '']) => ['qs-esm', name] as const),
  ])
  expect(new Set(wanted.map(([from]) => from))).toEqual(new Set(Object.keys(stubs)))
  for (const [from, name] of wanted) expect(stubs[from], `${name} of ${from}`).toHaveProperty(name)
})

test('a batch of the SDK says why it does not work', () => {
  expect(() => qsStub.stringify()).toThrow('rest.ts')
})

afterEach(() => vi.unstubAllGlobals())

const answering = (answer: () => Response | Promise<Response>) => {
  const fetch = vi.fn<(url: string, init: RequestInit) => Promise<Response>>(async () => answer())
  vi.stubGlobal('fetch', fetch)
  return fetch
}

test('a call goes out as a form, nested as PHP reads it', async () => {
  const fetch = answering(() => Response.json({ result: true }))
  const params = { CHAT_ID: 7, text: 'a & b = 😀', deep: { TITLE: ['x', { y: false }] }, none: null, auth: 'token' }
  await axios.create({ timeout: 1_000 }).post('https://portal.test/rest/m?id=1', params)
  const [url, { method, body, headers }] = fetch.mock.lastCall ?? ['', {}]
  expect(url).toBe('https://portal.test/rest/m?id=1')
  expect(method).toBe('POST')
  expect([...(body as URLSearchParams)]).toEqual([
    ['CHAT_ID', '7'],
    ['text', 'a & b = 😀'],
    ['deep[TITLE][0]', 'x'],
    ['deep[TITLE][1][y]', 'false'],
    ['auth', 'token'],
  ])
  // A header of ours would make the browser ask for permission before every call.
  expect(headers).toBeUndefined()
})

test.each([
  ['{"result":1}', 200, { result: 1 }],
  ['', 200, ''],
  ['<html>', 200, '<html>'],
])('answer %j with status %i is read', async (text, status, data) => {
  answering(() => new Response(text, { status }))
  await expect(axios.create({ timeout: 1_000 }).post('https://portal.test/', {})).resolves.toEqual({ status, data })
})

test.each([
  [401, '{"error":"expired_token"}', 'ERR_BAD_REQUEST', { error: 'expired_token' }],
  [502, '<html>Bad gateway', 'ERR_BAD_RESPONSE', '<html>Bad gateway'],
])('status %i is an error with its answer', async (status, text, code, data) => {
  answering(() => new Response(text, { status }))
  const failure = await axios
    .create({ timeout: 1_000 })
    .post('https://portal.test/', {})
    .catch((error: unknown) => error)
  expect(failure).toBeInstanceOf(axiosStub.AxiosError)
  expect(failure).toMatchObject({ code, status, response: { status, data } })
})

test('no connection, an answer that breaks off and one that comes too late are told apart from refusals', async () => {
  const client = axios.create({ timeout: 60_000 })
  const codeOf = () => client.post('https://portal.test/', {}).catch((error: axiosStub.AxiosError) => error.code)

  answering(() => Promise.reject(new TypeError('Failed to fetch')))
  expect(await codeOf()).toBe('ERR_NETWORK')

  const broken = new ReadableStream({ start: (stream) => stream.error(new TypeError('network error')) })
  answering(() => new Response(broken))
  expect(await codeOf()).toBe('ERR_NETWORK')

  client.defaults.timeout = 1
  vi.stubGlobal('fetch', (_url: string, { signal }: RequestInit) => {
    return new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)))
  })
  expect(await codeOf()).toBe('ECONNABORTED')
})
