import { AjaxError, AjaxResult } from '@bitrix24/b24jssdk'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { portalNow } from '@/lib/portal-clock'
import { PortalError, type PortalErrorKind } from '../portal-error'
import {
  batchCommand,
  BATCH_LIMIT,
  makeRest,
  batchReference,
  refusal,
  type BatchCalls,
  type RestParams,
} from './rest-client'

const NOW = 1_763_374_800_000

/** The portal's answer as the SDK returns it. */
const answered = (answer: object, status = 200) =>
  new AjaxResult<unknown>({ answer: answer as never, query: { method: 'm', params: {}, requestId: 'r' }, status })

const ajaxError = (code: string, status: number, originalError?: unknown) =>
  new AjaxError({ code, status, description: 'Zugriff verweigert: QUERY_LIMIT_EXCEEDED', originalError })

/** A rest whose every attempt ends the same way; `attempts` records which client was used for which call. */
const restThat = (attempt: () => unknown) => {
  const attempts: [client: 'read' | 'readWithText' | 'write' | 'upload', method: string, params: RestParams][] = []
  const client = (name: (typeof attempts)[number][0]) => async (method: string, params: RestParams) => {
    attempts.push([name, method, params])
    return attempt() as AjaxResult<unknown>
  }
  const rest = makeRest({
    read: client('read'),
    readWithText: client('readWithText'),
    write: client('write'),
    upload: async () => client('upload'),
  })
  return { rest, attempts }
}

const restAnswering = (result: unknown) => restThat(() => answered({ result, time: {} }))

const failureOf = async (attempt: () => unknown): Promise<PortalError> => {
  const thrown: unknown = await restThat(attempt)
    .rest.call('m')
    .catch((error: unknown) => error)
  if (!(thrown instanceof PortalError)) throw new Error('No PortalError came')
  return thrown
}

describe('a line of a batch', () => {
  it.each<[string, Parameters<typeof batchCommand>[1], string]>([
    ['profile', undefined, 'profile?'],
    ['m', { A: 1, B: 'Y' }, 'm?A=1&B=Y'],
    ['m', { ID: [5, 7] }, 'm?ID%5B0%5D=5&ID%5B1%5D=7'],
    ['m', { ID: [] }, 'm?'],
    [
      'm',
      { PARAMS: { select: ['ID', 'LINE_NAME'], limit: 200 } },
      'm?PARAMS%5Bselect%5D%5B0%5D=ID&PARAMS%5Bselect%5D%5B1%5D=LINE_NAME&PARAMS%5Blimit%5D=200',
    ],
    ['m', { USER_CODE: 'livechat|22|1775|599' }, 'm?USER_CODE=livechat%7C22%7C1775%7C599'],
    [
      'm',
      { DIALOG_ID: `chat${batchReference('chats', 0, 'CHAT_ID')}` },
      'm?DIALOG_ID=chat%24result%5Bchats%5D%5B0%5D%5BCHAT_ID%5D',
    ],
    [
      'm',
      { CHAT_ID: `0${batchReference('chats', 0, 'CHAT_ID')}` },
      'm?CHAT_ID=0%24result%5Bchats%5D%5B0%5D%5BCHAT_ID%5D',
    ],
  ])('%s %j', (method, params, line) => {
    expect(batchCommand(method, params)).toBe(line)
  })

  it.each([
    'Total: $total[b]50[/b]',
    '$result[chats][0][CHAT_ID]',
    'chat$result[chats]',
    '1$result[chats][0][CHAT_ID]',
    'chat$result[chats][0][CHAT_ID]&CHAT_ID=1',
    'chat$total[chats][0]',
    'a b',
    'a&b=c',
    'a\n',
    'ä',
    '%24',
    '🙂',
  ])('is refused with %j', (text) => {
    expect(() => batchCommand('m', { MESSAGE: text })).toThrow('Not for a batch')
    expect(() => batchCommand('m', { PARAMS: { list: [text] } })).toThrow('Not for a batch')
  })

  it('lets no $ through that is not a guarded reference of ours', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.constantFrom('$result', '$next', '$total', '$time', '$error', '$RESULT'),
        (text, word) => {
          expect(() => batchCommand('m', { A: `${text}${word}[a]` })).toThrow('Not for a batch')
        },
      ),
    )
  })

  it('reads back as what was put in', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.stringMatching(/^[A-Z_]{1,9}$/), fc.stringMatching(/^[\w.:|-]{0,12}$/)),
        (params) => {
          const query = new URLSearchParams(batchCommand('m', params).slice('m?'.length))
          expect(Object.fromEntries(query)).toEqual(params)
        },
      ),
    )
  })
})

describe('a batch', () => {
  const two: BatchCalls = { first: ['a', { ID: 1 }], second: ['b'] }
  const batchAnswering = (result: unknown) => restAnswering(result).rest.batch(two)

  it('is one read, halting nowhere, in the order given', async () => {
    const { rest, attempts } = restAnswering({ result: { first: 1, second: 2 }, result_error: [] })
    const answer = await rest.batch(two)
    expect(attempts).toEqual([['read', 'batch', { halt: 0, cmd: { first: 'a?ID=1', second: 'b?' } }]])
    expect(answer('first')).toEqual({ ok: true, value: 1 })
    expect(answer('second')).toEqual({ ok: true, value: 2 })
  })

  it('gives falsy results as results', async () => {
    const answer = await batchAnswering({ result: { first: false, second: null }, result_error: [] })
    expect([answer('first'), answer('second')]).toEqual([
      { ok: true, value: false },
      { ok: true, value: null },
    ])
  })

  it('gives each refused call its own error', async () => {
    const answer = await batchAnswering({
      result: { second: [] },
      result_error: { first: { error: 'ACCESS_ERROR', error_description: 'Kein Zugriff' } },
    })
    expect(answer('first')).toMatchObject({ ok: false, error: { kind: 'forbidden', code: 'ACCESS_ERROR' } })
    expect(answer('second')).toEqual({ ok: true, value: [] })
  })

  it('knows a limit and a fault of the server inside a batch, where no HTTP status tells', async () => {
    const answer = await batchAnswering({
      result: [],
      result_error: { first: { error: 'OPERATION_TIME_LIMIT' }, second: { error: 'INTERNAL_SERVER_ERROR' } },
    })
    expect(answer('first')).toMatchObject({ ok: false, error: { kind: 'limit' } })
    expect(answer('second')).toMatchObject({ ok: false, error: { kind: 'unavailable' } })
  })

  it.each<[string, unknown]>([
    ['both maps are []', { result: [], result_error: [] }],
    ['the maps are missing', {}],
    ['the whole is []', []],
    ['the whole is nothing', null],
    ['the whole is text', 'ok'],
  ])('that answers nothing says so for each call: %s', async (_, result) => {
    const answer = await batchAnswering(result)
    expect(answer('first')).toMatchObject({ ok: false, error: { kind: 'malformed', code: 'NO_ANSWER' } })
  })

  it.each<unknown>([null, [], 'text', { error: '' }, { error: 7 }])(
    'keeps an error that is %j an error',
    async (error) => {
      const answer = await batchAnswering({ result: { first: 1 }, result_error: { first: error } })
      expect(answer('first')).toMatchObject({ ok: false, error: { kind: 'refused', code: 'NO_CODE' } })
    },
  )

  it('holds no more calls than the portal takes', async () => {
    const calls = (count: number): BatchCalls =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`c${index}`, ['m'] as const]))
    const { rest, attempts } = restAnswering({ result: [] })
    await rest.batch(calls(BATCH_LIMIT))
    await expect(rest.batch(calls(BATCH_LIMIT + 1))).rejects.toThrow('50')
    expect(attempts).toHaveLength(1)
  })

  it('fails as a whole when its request does', async () => {
    const { rest } = restThat(() => {
      throw ajaxError('QUERY_LIMIT_EXCEEDED', 503)
    })
    await expect(rest.batch(two)).rejects.toMatchObject({ kind: 'limit' })
  })
})

describe('a call', () => {
  it('gives the bare result, falsy ones too', async () => {
    for (const result of [0, false, null, [], { a: 1 }])
      expect(await restAnswering(result).rest.call('m', { A: 1 })).toEqual(result)
  })

  it('that writes goes through the client for writes', async () => {
    const { rest, attempts } = restAnswering(true)
    await rest.write('w', { A: 1 })
    await rest.call('r')
    expect(attempts).toEqual([
      ['write', 'w', { A: 1 }],
      ['read', 'r', {}],
    ])
  })

  it('is attempted once, however it fails', async () => {
    for (const [code, status] of [
      ['NETWORK_ERROR', 0],
      ['ERR_BAD_RESPONSE', 502],
      ['QUERY_LIMIT_EXCEEDED', 503],
      ['expired_token', 401],
    ] as const) {
      const { rest, attempts } = restThat(() => {
        throw ajaxError(code, status)
      })
      await expect(rest.write('w', {})).rejects.toBeInstanceOf(PortalError)
      expect(attempts).toHaveLength(1)
    }
  })

  it('fails when the portal answers 200 with an error', async () => {
    const error = await failureOf(() => answered({ error: 'ACCESS_DENIED', error_description: 'Nein', time: {} }))
    expect(error).toMatchObject({ kind: 'forbidden', code: 'ACCESS_DENIED', status: 200, outcomeUnknown: false })
  })

  it('fails when the SDK throws', async () => {
    const error = await failureOf(() => {
      throw ajaxError('CHAT_NOT_IN_CRM', 400)
    })
    expect(error).toMatchObject({ kind: 'refused', code: 'CHAT_NOT_IN_CRM', status: 400 })
  })

  it('that could not refresh the token is a matter of signing in', async () => {
    const error = await failureOf(() => {
      throw ajaxError('JSSDK_UNKNOWN_ERROR', 0, { code: 'JSSDK_FRAME_REFRESH_AUTH_TIMEOUT' })
    })
    expect(error).toMatchObject({ kind: 'sign-in', code: 'JSSDK_FRAME_REFRESH_AUTH_TIMEOUT', outcomeUnknown: false })
  })

  it.each<[string, unknown]>([
    ['an Error', new TypeError('x is not a function')],
    ['a text', 'oops'],
    ['nothing', undefined],
  ])('that fails with %s is malformed: it may have been executed', async (_, thrown) => {
    const error = await failureOf(() => {
      throw thrown
    })
    expect(error).toMatchObject({ kind: 'malformed', code: 'UNEXPECTED', outcomeUnknown: true })
  })

  it('tells the code and nothing that the description says', async () => {
    const error = await failureOf(() => {
      throw ajaxError('ERROR_ARGUMENT', 400)
    })
    expect(error.kind).toBe('refused')
    expect(error.message).not.toContain('Zugriff')
  })
})

// Codes of the documentation and of the SDK; the last column: may a call that writes have been executed?
const table: [code: string, status: number, kind: PortalErrorKind, outcomeUnknown: boolean][] = [
  ['QUERY_LIMIT_EXCEEDED', 503, 'limit', false],
  ['OPERATION_TIME_LIMIT', 429, 'limit', false],
  ['WHATEVER', 429, 'limit', false],
  ['OVERLOAD_LIMIT', 503, 'app', false],
  ['INTERNAL_SERVER_ERROR', 500, 'unavailable', true],
  ['INTERNAL_SERVER_ERROR', 200, 'unavailable', true],
  ['ERROR_UNEXPECTED_ANSWER', 500, 'unavailable', true],
  ['ERROR_CORE', 500, 'unavailable', true],
  ['ERR_BAD_RESPONSE', 502, 'unavailable', true],
  ['ERR_BAD_RESPONSE', 503, 'unavailable', true],
  ['ERR_BAD_RESPONSE', 504, 'unavailable', true],
  ['ERR_BAD_RESPONSE', 200, 'unavailable', true],
  ['PORTAL_DELETED', 500, 'app', false],
  ['expired_token', 401, 'sign-in', false],
  ['invalid_token', 401, 'sign-in', false],
  ['NO_AUTH_FOUND', 401, 'sign-in', false],
  ['SOMETHING_NEW', 401, 'sign-in', false],
  ['INVALID_CREDENTIALS', 403, 'forbidden', false],
  ['INVALID_CREDENTIALS', 401, 'forbidden', false],
  ['insufficient_scope', 403, 'app', false],
  ['user_access_error', 403, 'app', false],
  ['PAYMENT_REQUIRED', 401, 'app', false],
  ['WRONG_AUTH_TYPE', 403, 'app', false],
  ['ERROR_METHOD_NOT_FOUND', 404, 'app', false],
  ['ACCESS_DENIED', 403, 'forbidden', false],
  ['ACCESS_DENIED', 400, 'forbidden', false],
  ['ACCESS_ERROR', 400, 'forbidden', false],
  ['ACCESS_ERROR', 403, 'forbidden', false],
  ['INVALID_REQUEST', 400, 'refused', false],
  ['ERROR_BATCH_LENGTH_EXCEEDED', 400, 'refused', false],
  ['ERROR_BATCH_METHOD_NOT_ALLOWED', 405, 'refused', false],
  ['ERROR_ARGUMENT', 400, 'refused', false],
  ['CHAT_NOT_IN_CRM', 400, 'refused', false],
  ['CANCELED', 400, 'refused', false],
  ['MESSAGE_ADD_ERROR', 400, 'refused', false],
  ['CHAT_ID', 400, 'refused', false],
  ['CHAT_TYPE', 400, 'refused', false],
  ['OPERATOR_WRONG', 400, 'refused', false],
  ['IMOL_CHAT_ERROR_ANSWER_ALREADY_RESPONSIBLE', 400, 'refused', false],
  ['IMOL_CHAT_ERROR_ANSWER_COMPETITIVE_REQUEST', 400, 'refused', false],
  ['LAST_ID_STRING', 400, 'refused', false],
  ['INVALID_SESSION_ID', 400, 'refused', false],
  ['NETWORK_ERROR', 0, 'network', true],
  ['REQUEST_TIMEOUT', 408, 'network', true],
  ['ERR_CANCELED', 0, 'network', true],
  ['SOMETHING_NEW', 0, 'network', true],
  ['SOMETHING_NEW', 408, 'network', true],
  ['JSSDK_UNKNOWN_ERROR', 0, 'malformed', true],
  ['JSSDK_CALL_ALL_ATTEMPTS_EXHAUSTED', 500, 'malformed', true],
  ['SOMETHING_NEW', 200, 'refused', false],
]

describe('an error code', () => {
  it.each(table)('%s with status %i is %s', (code, status, kind, outcomeUnknown) => {
    expect(refusal(code, status)).toMatchObject({ kind, code, status, outcomeUnknown })
  })

  it('is told in any case', () => {
    for (const [code, status, kind] of table) expect(refusal(code.toUpperCase(), status).kind).toBe(kind)
  })

  it.each(['ERR_BAD_REQUEST', 'JSSDK_RESPONSE_ERROR', 'UNKNOWN', '0', ''])('%j of a refusal is none', (code) => {
    expect(refusal(code, 400)).toMatchObject({ kind: 'refused', code: 'NO_CODE' })
    expect(refusal(code, 401).kind).toBe('sign-in')
  })

  it('of a limit says when another try is worth it, and only that', () => {
    expect(refusal('QUERY_LIMIT_EXCEEDED', 503, NOW).retryAt).toBe(NOW + 5_000)
    expect(refusal('OPERATION_TIME_LIMIT', 429, NOW).retryAt).toBe(NOW + 60_000)
    for (const [code, status, kind] of table) expect(refusal(code, status, NOW).retryAt === null).toBe(kind !== 'limit')
  })
})

describe('the portal’s clock', () => {
  const HOUR_MS = 3_600_000
  it.each<[string, (at: number) => object]>([
    ['its exact time', (at) => ({ finish: at / 1_000, duration: 0.1 })],
    ['a date', (at) => ({ date_finish: new Date(at).toISOString().replace(/\.\d+Z$/, '+00:00') })],
  ])('is read from an answer: %s', async (_, timeOf) => {
    const portal = Date.now() - 3 * HOUR_MS
    await restThat(() => answered({ result: true, time: timeOf(portal) })).rest.call('m')
    expect(Math.abs(portalNow() - portal)).toBeLessThan(1_500)
  })

  it('stays what it is after an answer without a time', async () => {
    const before = portalNow()
    await restAnswering(true).rest.call('m')
    expect(Math.abs(portalNow() - before)).toBeLessThan(1_500)
  })
})
