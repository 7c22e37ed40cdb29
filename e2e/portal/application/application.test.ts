import { beforeEach, describe, expect, it } from 'vitest'
import { RestError, type Caller, type Method, type MethodTable, type Params } from '../rest/method.ts'
import type { RequestCaller } from '../rest/caller.ts'
import type { AnyJson } from '../rest/test-world.ts'
import { appMethods } from './app-methods.ts'
import { Application } from './application.ts'
import { OPTION_STORE_BYTES, OptionStore } from './option-store.ts'
import { placementMethods } from './placement-methods.ts'

const APP_URL = 'http://127.0.0.1:4801/'
const scopes = new Set(['crm', 'im', 'placement'])
const operator: Caller = { userId: 7, isAdmin: false, scopes }
const admin: Caller = { userId: 1, isAdmin: true, scopes }

let application: Application
let methods: MethodTable

beforeEach(() => {
  application = new Application({ appUrl: APP_URL, scopes: [...scopes], installed: false, tokenSeconds: 3600 })
  const other: Method = { scope: 'telephony', seconds: 0, run: () => true }
  methods = new Map([
    ...appMethods({ application, methods: () => methods, license: { name: 'en_std', type: 'std', family: 'std' } }),
    ...placementMethods(application),
    ['im.v2.event.get', { ...other, scope: 'im' }],
    ['telephony.call', other],
  ])
})

function run(name: string, params: Params = {}, caller: Caller = admin): AnyJson {
  return methods.get(name)!.run(params, caller)
}

function refusal(name: string, params: Params = {}, caller: Caller = admin): [number, string] {
  try {
    run(name, params, caller)
  } catch (error) {
    if (error instanceof RestError) return [error.status, error.code]
    throw error
  }
  throw new Error(`${name} was not refused`)
}

describe('placements', () => {
  const deal = { PLACEMENT: 'CRM_DEAL_DETAIL_TAB', HANDLER: APP_URL, TITLE: 'Chats' }

  it('are bound, listed and unbound; the portal counts each removed one twice', () => {
    expect(run('placement.bind', { ...deal, LANG_ALL: { DE: { TITLE: 'Chats (de)' } }, OPTIONS: { x: 'y' } })).toBe(
      true,
    )
    expect(run('placement.bind', { ...deal, HANDLER: `${APP_URL}old` })).toBe(true)
    expect(run('placement.get')).toEqual([
      {
        placement: 'CRM_DEAL_DETAIL_TAB',
        userId: 0,
        handler: APP_URL,
        options: [],
        title: 'Chats',
        description: '',
        langAll: { de: { TITLE: 'Chats (de)', DESCRIPTION: '', GROUP_NAME: '' } },
      },
      expect.objectContaining({ handler: `${APP_URL}old`, langAll: [] }),
    ])
    expect(run('placement.unbind', { PLACEMENT: deal.PLACEMENT, HANDLER: `${APP_URL}old` })).toEqual({ count: 2 })
    expect(run('placement.unbind', { PLACEMENT: deal.PLACEMENT })).toEqual({ count: 2 })
    expect(run('placement.unbind', { PLACEMENT: deal.PLACEMENT })).toEqual({ count: 0 })
  })

  it('name their tab in the language of the viewer, in the fallback otherwise', () => {
    run('placement.bind', { ...deal, LANG_ALL: { ru: { TITLE: 'Чаты' } } })
    expect(application.titleFor('CRM_DEAL_DETAIL_TAB', 'ru')).toBe('Чаты')
    expect(application.titleFor('CRM_DEAL_DETAIL_TAB', 'fr')).toBe('Chats')
  })

  it.each([
    [{ HANDLER: APP_URL }, [200, 'ERROR_ARGUMENT']],
    [{ PLACEMENT: 'CRM_DEAL_DETAIL_TAB' }, [200, 'ERROR_ARGUMENT']],
    [{ PLACEMENT: 'NOWHERE', HANDLER: APP_URL }, [200, 'ERROR_PLACEMENT_NOT_FOUND']],
    [{ ...deal, HANDLER: 'not a url' }, [200, 'ERROR_WRONG_HANDLER_URL']],
    [{ ...deal, HANDLER: 'ftp://example.com/' }, [200, 'ERROR_UNSUPPORTED_PROTOCOL']],
    [{ ...deal, USER_ID: 7 }, [200, 'ERROR_PLACEMENT_USER_MODE']],
    [{ PLACEMENT: 'PAGE_BACKGROUND_WORKER', HANDLER: APP_URL }, [200, 'EMPTY_ERROR_HANDLER_URL']],
  ])('refuse %j', (params, expected) => {
    expect(refusal('placement.bind', params)).toEqual(expected)
    expect(application.placements).toEqual([])
  })

  it('allow one REST_APP_URI', () => {
    run('placement.bind', { PLACEMENT: 'REST_APP_URI', HANDLER: APP_URL })
    expect(refusal('placement.bind', { PLACEMENT: 'REST_APP_URI', HANDLER: APP_URL })).toEqual([
      200,
      'ERROR_PLACEMENT_MAX_COUNT',
    ])
  })

  it('are for administrators, except to ask which there are', () => {
    for (const name of ['placement.bind', 'placement.unbind', 'placement.get']) {
      expect(refusal(name, deal, operator)).toEqual([403, 'ACCESS_DENIED'])
    }
    expect(run('placement.list', {}, operator)).toContain('CRM_COMPANY_DETAIL_TAB')
    expect(run('placement.list', { SCOPE: 'im' }, operator)).not.toContain('CRM_COMPANY_DETAIL_TAB')
  })

  it('of the CRM need the scope crm', () => {
    const poor: Caller = { ...admin, scopes: new Set(['placement']) }
    expect(refusal('placement.bind', deal, poor)).toEqual([200, 'ERROR_PLACEMENT_NOT_FOUND'])
    expect(run('placement.list', {}, poor)).not.toContain('CRM_DEAL_DETAIL_TAB')
    expect(run('placement.list', { FULL: true }, poor)).toContain('CRM_DEAL_DETAIL_TAB')
  })

  it('are all bound in an installed app, and gone after uninstalling', () => {
    const installed = new Application({ appUrl: APP_URL, scopes: [], installed: true, tokenSeconds: 3600 })
    expect(installed.placements).toHaveLength(4)
    const { AUTH_ID } = installed.issueSession(7)
    installed.uninstall()
    expect(installed.placements).toEqual([])
    expect(installed.installed).toBe(false)
    expect(installed.checkToken(AUTH_ID)).toEqual({ kind: 'unknown' })
  })
})

describe('options', () => {
  it('are merged, read whole or one by one; nothing stored is an empty list', () => {
    expect(run('user.option.get', {}, operator)).toEqual([])
    run('user.option.set', { options: { a: 1, b: 'x' } }, operator)
    run('user.option.set', { options: { b: 'y' } }, operator)
    expect(run('user.option.get', {}, operator)).toEqual({ a: 1, b: 'y' })
    expect(run('user.option.get', { option: 'b' }, operator)).toBe('y')
    expect(run('user.option.get', { option: 'c' }, operator)).toBeNull()
    expect(run('user.option.get', {}, admin)).toEqual([])
  })

  it('of the app are set by administrators only', () => {
    expect(refusal('app.option.set', { options: { a: 1 } }, operator)).toEqual([400, 'AccessException'])
    run('app.option.set', { options: { a: 1 } }, admin)
    expect(run('app.option.get', {}, operator)).toEqual({ a: 1 })
  })

  it('cannot be set to nothing', () => {
    expect(refusal('user.option.set', { options: [] })).toEqual([400, 'ArgumentNullException'])
    expect(refusal('app.option.set', {})).toEqual([400, 'ArgumentNullException'])
  })

  it('lose a change when two requests write at the same moment, and none within one request', () => {
    const arrivedAt = performance.now()
    const requests: RequestCaller[] = [1, 2].map(() => ({ ...operator, request: {}, arrivedAt: arrivedAt - 1 }))
    run('user.option.set', { options: { first: 1 } }, requests[0])
    run('user.option.set', { options: { also: 1 } }, requests[0])
    expect(run('user.option.get', {}, operator)).toEqual({ first: 1, also: 1 })
    run('user.option.set', { options: { second: 2 } }, requests[1])
    expect(run('user.option.get', {}, operator)).toEqual({ second: 2 })
  })

  it('are all lost when they outgrow their place in the database', () => {
    const store = new OptionStore()
    store.change({ a: 1 })
    store.change({ big: 'x'.repeat(OPTION_STORE_BYTES) })
    expect(store.read()).toEqual({})
  })

  it('survive many changes', () => {
    const store = new OptionStore()
    for (let count = 0; count < 200; count += 1) store.change({ [`key${count}`]: count })
    expect(Object.keys(store.read())).toHaveLength(200)
  })
})

describe('what an app can ask about itself', () => {
  it('says whether it is installed', () => {
    expect(run('app.info')).toMatchObject({ INSTALLED: false, LICENSE: 'en_std', DAYS: null })
    application.finishInstall()
    expect(run('app.info')).toMatchObject({ INSTALLED: true })
  })

  it('lists scopes and methods', () => {
    expect(run('scope')).toEqual([...scopes])
    expect(run('scope', { full: 'true' })).toContain('telephony')
    expect(run('methods')).toContain('placement.bind')
    expect(run('methods')).not.toContain('telephony.call')
    expect(run('methods', { SCOPE: 'telephony' })).toEqual(['telephony.call'])
    expect(run('methods', { FULL: true })).toContain('telephony.call')
  })

  it.each([
    ['im.v2.event.get', true, true],
    ['im.v2.Event.get', false, false],
    ['telephony.call', true, false],
    ['app.info', true, true],
    ['', false, false],
  ])('method.get %s: exists %s, available %s', (name, isExisting, isAvailable) => {
    expect(run('method.get', { name })).toEqual({ isExisting, isAvailable })
  })

  it('asks for a feature by its code', () => {
    expect(run('feature.get', { CODE: 'rest_offline_extended' })).toEqual({ value: 'Y' })
    expect(refusal('feature.get')).toEqual([400, 'CODE_EMPTY'])
  })

  it('learns once that a user opens it for the first time', () => {
    expect([application.firstRun(7), application.firstRun(7), application.firstRun(1)]).toEqual([true, false, true])
  })
})
