import { describe, expect, it } from 'vitest'
import { accessProblemOf, scopeOf, type AccessProblem } from './access-problem'

const LIST = 'imopenlines.crm.chat.get'

describe('barrierOf', () => {
  const cases: readonly (readonly [kind: string, code: string, method: string, problem: AccessProblem | null])[] = [
    ['forbidden', 'ACCESS_DENIED', LIST, 'record'],
    ['forbidden', 'ACCESS_ERROR', 'im.dialog.messages.get', 'record'],
    ['app', 'ACCESS_DENIED', 'batch', 'plan'],
    ['forbidden', 'allowed_only_intranet_user', 'crm.item.get', 'outsider'],
    ['app', 'user_access_error', 'batch', 'ungranted'],
    ['app', 'insufficient_scope', LIST, 'scope'],
    ['app', 'INSUFFICIENT_SCOPE', 'batch', 'scope'],
    ['app', 'PAYMENT_REQUIRED', 'batch', 'plan'],
    ['app', 'IM_NOT_INSTALLED', 'imopenlines.dialog.get', 'channels'],
    ['app', 'ERROR_METHOD_NOT_FOUND', LIST, 'channels'],
    ['app', 'ERROR_METHOD_NOT_FOUND', 'im.recent.list', 'app'],
    ['app', 'PORTAL_DELETED', 'batch', 'deleted'],
    ['app', 'OVERLOAD_LIMIT', 'batch', 'blocked'],
    ['app', 'WRONG_AUTH_TYPE', LIST, 'app'],
    ['refused', 'ERROR_ARGUMENT', LIST, null],
    ['limit', 'QUERY_LIMIT_EXCEEDED', 'batch', null],
    ['network', 'NETWORK_ERROR', 'batch', null],
    ['sign-in', 'expired_token', 'batch', null],
  ]
  it.each(cases)('%s %s of %s: %s', (kind, code, method, problem) => {
    expect(accessProblemOf({ kind, code, method })).toBe(problem)
  })
})

describe('scopeOf', () => {
  it('is the first word of a method', () => {
    expect(scopeOf(LIST)).toBe('imopenlines')
    expect(scopeOf('im.dialog.messages.get')).toBe('im')
  })
  it('is unknown where the method is', () => {
    expect(scopeOf('batch')).toBeNull()
    expect(scopeOf('')).toBeNull()
  })
})
