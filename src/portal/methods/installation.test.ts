import { expect, test } from 'vitest'
import type { AppManifest } from '@/domain/installation'
import { PortalError } from '../portal-error'
import { batchCommand, refusal, type Rest, type RestParams } from '../transport/rest-client'
import { handlerAddress, makeInstallation } from './installation'

const manifest: AppManifest = {
  name: 'Chat Panel for CRM cards',
  version: '1.2.3',
  scopes: ['placement', 'crm', 'imopenlines', 'im', 'pull'],
  optionalScopes: ['pull'],
  tab: {
    placements: ['CRM_LEAD_DETAIL_TAB', 'CRM_DEAL_DETAIL_TAB', 'CRM_CONTACT_DETAIL_TAB', 'CRM_COMPANY_DETAIL_TAB'],
    title: { en: 'Chats', de: 'Chats', ru: 'Чаты' },
  },
}

const PAGE = 'https://app.example/panel/index.html'

interface Bound {
  placement: string
  handler: string
  title?: unknown
  langAll?: unknown
}

/** A portal that stores placements as Bitrix24 does; every answer can be replaced. */
const portalWith = (given: { bound?: Bound[]; answers?: Record<string, (params: RestParams) => unknown> } = {}) => {
  const state = { bound: given.bound ?? [], called: [] as string[], finished: 0 }
  const standard: Record<string, (params: RestParams) => unknown> = {
    'app.info': () => ({ INSTALLED: false, VERSION: 1 }),
    scope: ({ FULL }) => (FULL ? [...manifest.scopes, 'task', 'disk'] : manifest.scopes),
    'placement.list': () => [...manifest.tab.placements, 'LEFT_MENU'],
    'placement.get': () => state.bound.map((bound) => ({ ...bound, userId: 0, options: [] })),
    'placement.unbind': ({ PLACEMENT, HANDLER }) => {
      const before = state.bound.length
      state.bound = state.bound.filter((bound) => bound.placement !== PLACEMENT || bound.handler !== HANDLER)
      return { count: (before - state.bound.length) * 2 }
    },
    'placement.bind': ({ PLACEMENT, HANDLER, TITLE, LANG_ALL }) => {
      const duplicate = state.bound.some((bound) => bound.placement === PLACEMENT && bound.handler === HANDLER)
      if (duplicate) throw refusal('ERROR_CORE', 400)
      state.bound.push({ placement: String(PLACEMENT), handler: String(HANDLER), title: TITLE, langAll: LANG_ALL })
      return true
    },
    'method.get': () => ({ isExisting: true, isAvailable: true }),
    methods: () => [],
  }
  const run = (method: string, params: RestParams): unknown => {
    state.called.push(method)
    const answer = given.answers?.[method] ?? standard[method]
    if (!answer) throw refusal('ERROR_METHOD_NOT_FOUND', 404)
    return answer(params)
  }
  const rest: Rest = {
    requestCount: () => 0,
    call: async (method, params = {}) => run(method, params),
    callWithText: async (method, params) => run(method, params),
    write: async (method, params) => run(method, params),
    upload: async (method, params) => run(method, params),
    batch: async (calls) => {
      if (given.answers?.['batch']) return given.answers['batch']({}) as never
      return (name) => {
        const call = calls[name]
        if (!call) return { ok: false, error: new PortalError('malformed', 'NO_ANSWER') }
        batchCommand(call[0], call[1])
        try {
          return { ok: true, value: run(call[0], { ...call[1] }) }
        } catch (error) {
          return { ok: false, error: error as PortalError }
        }
      }
    },
  }
  const installation = makeInstallation(rest, { installFinish: () => (state.finished += 1) }, () => PAGE)
  return { state, installation }
}

const refuse = (code: string, status: number) => () => {
  throw refusal(code, status)
}

const kinds = (obstacles: readonly { kind: string }[]) => obstacles.map(({ kind }) => kind)

test('a tab is bound to the page, not to one opening of it', () => {
  expect(handlerAddress('https://app.example/panel/?DOMAIN=x&APP_SID=1#top')).toBe('https://app.example/panel/')
  expect(handlerAddress('https://cdn.example/b1/42/install.html?LANG=en')).toBe('https://cdn.example/b1/42/index.html')
  expect(handlerAddress('http://127.0.0.1:4801')).toBe('http://127.0.0.1:4801/')
})

test('installing binds each of the four tabs once, with a title in every language', async () => {
  const { state, installation } = portalWith()
  const heard: string[] = []
  expect(await installation.bindTabs(manifest, (placement) => heard.push(placement))).toEqual([])
  expect(heard).toEqual(manifest.tab.placements)
  expect(state.bound).toEqual(
    manifest.tab.placements.map((placement) => ({
      placement,
      handler: PAGE,
      title: 'Chats',
      langAll: { en: { TITLE: 'Chats' }, de: { TITLE: 'Chats' }, ru: { TITLE: 'Чаты' } },
    })),
  )
  expect(state.finished).toBe(0)
})

test('installing again leaves exactly one binding each, whatever was bound before', async () => {
  const leftovers = manifest.tab.placements.flatMap((placement) => [
    { placement, handler: 'https://old.example/' },
    { placement, handler: 'https://older.example/' },
  ])
  const { state, installation } = portalWith({ bound: [...leftovers, { placement: 'LEFT_MENU', handler: PAGE }] })
  await installation.bindTabs(manifest)
  expect(await installation.bindTabs(manifest)).toEqual([])
  const left = state.bound.map(({ placement, handler }) => `${placement} ${handler}`).toSorted()
  expect(left).toEqual([...manifest.tab.placements, 'LEFT_MENU'].map((placement) => `${placement} ${PAGE}`).toSorted())
})

test('an answer that is not "true" is no binding', async () => {
  const { installation } = portalWith({ answers: { 'placement.bind': () => [] } })
  expect(await installation.bindTabs(manifest)).toEqual([
    { kind: 'unsettled', names: ['CRM_LEAD_DETAIL_TAB'], code: null },
  ])
})

test('a tab that the portal accepted and did not keep is noticed', async () => {
  const { state, installation } = portalWith()
  const obstacles = await installation.bindTabs(manifest, (placement) => {
    if (placement === 'CRM_COMPANY_DETAIL_TAB') {
      state.bound = state.bound.filter((bound) => bound.placement !== 'CRM_DEAL_DETAIL_TAB')
      state.bound.push({ placement: 'CRM_LEAD_DETAIL_TAB', handler: 'https://second-admin.example/' })
    }
  })
  expect(obstacles).toEqual([{ kind: 'unsettled', names: ['CRM_LEAD_DETAIL_TAB', 'CRM_DEAL_DETAIL_TAB'], code: null }])
})

test.each([
  ['ERROR_PLACEMENT_MAX_COUNT', 200, 'full'],
  ['ERROR_PLACEMENT_NOT_FOUND', 200, 'place'],
  ['ERROR_WRONG_HANDLER_URL', 200, 'address'],
  ['ERROR_UNSUPPORTED_PROTOCOL', 200, 'address'],
  ['ACCESS_DENIED', 403, 'rights'],
  ['WRONG_AUTH_TYPE', 403, 'context'],
  ['user_access_error', 403, 'grant'],
  ['QUERY_LIMIT_EXCEEDED', 503, 'limit'],
  ['NETWORK_ERROR', 0, 'silence'],
  ['expired_token', 401, 'sign-in'],
  ['ERROR_CORE', 400, 'other'],
])('a binding refused with %s (HTTP %i) is the obstacle "%s", named with its placement', async (code, status, kind) => {
  const { installation } = portalWith({
    answers: {
      'placement.bind': ({ PLACEMENT }) => {
        if (PLACEMENT === 'CRM_DEAL_DETAIL_TAB') throw refusal(code, status)
        return true
      },
    },
  })
  const heard: string[] = []
  const obstacles = await installation.bindTabs(manifest, (placement) => heard.push(placement))
  expect(obstacles).toEqual([{ kind, names: ['CRM_DEAL_DETAIL_TAB'], code }])
  expect(heard).toEqual(['CRM_LEAD_DETAIL_TAB'])
})

test('a binding refused for want of a scope names the scope', async () => {
  const { installation } = portalWith({ answers: { 'placement.get': refuse('insufficient_scope', 403) } })
  expect(await installation.bindTabs(manifest)).toEqual([
    { kind: 'scope', names: ['placement'], code: 'insufficient_scope' },
  ])
})

test('a healthy portal: everything provided, tabs told apart, nothing in the way', async () => {
  const { installation } = portalWith({
    bound: [
      { placement: 'CRM_LEAD_DETAIL_TAB', handler: PAGE },
      { placement: 'CRM_DEAL_DETAIL_TAB', handler: PAGE },
      { placement: 'crm_deal_detail_tab', handler: 'https://old.example/' },
      { placement: 'CRM_COMPANY_DETAIL_TAB', handler: 'https://old.example/' },
    ],
    answers: { 'app.info': () => ({ INSTALLED: true, VERSION: '7' }) },
  })
  const health = await installation.check(manifest)
  expect(health.installed).toBe(true)
  expect(health.obstacles).toEqual([])
  expect(health.scopes).toEqual(manifest.scopes.map((name) => ({ name, provided: true })))
  expect(health.methods.every(({ provided }) => provided)).toBe(true)
  expect(health.tabs?.map(({ state }) => state)).toEqual(['bound', 'repeated', 'missing', 'otherAddress'])
})

test('an ordinary user learns everything but the tabs', async () => {
  const { installation } = portalWith({ answers: { 'placement.get': refuse('ACCESS_DENIED', 403) } })
  const health = await installation.check(manifest)
  expect(health.tabs).toBeNull()
  expect(health.obstacles).toEqual([])
  expect(health.scopes).toHaveLength(5)
})

test('a scope that is not granted is named once, not again with its methods', async () => {
  const { installation } = portalWith({
    answers: {
      scope: ({ FULL }) => (FULL ? manifest.scopes : ['placement', 'crm', 'im']),
      'method.get': ({ name }) => ({ isExisting: true, isAvailable: !String(name).startsWith('imopenlines.') }),
    },
  })
  const { obstacles } = await installation.check(manifest)
  expect(obstacles).toEqual([{ kind: 'scope', names: ['imopenlines'], code: null }])
})

test('a scope that the app can do without stands in nobody’s way', async () => {
  const { installation } = portalWith({
    answers: { scope: ({ FULL }) => manifest.scopes.filter((name) => FULL || name !== 'pull') },
  })
  const { obstacles, scopes } = await installation.check(manifest)
  expect(obstacles).toEqual([])
  expect(scopes.at(-1)).toEqual({ name: 'pull', provided: false })
})

test('Open Channels that the portal does not have at all are a module to switch on', async () => {
  const { installation } = portalWith({
    answers: {
      scope: () => ['placement', 'crm', 'im'],
      'method.get': ({ name }) => ({ isExisting: String(name).startsWith('im.'), isAvailable: true }),
    },
  })
  expect((await installation.check(manifest)).obstacles).toEqual([
    { kind: 'module', names: ['imopenlines'], code: null },
  ])
})

test('one method that is not there means an older portal', async () => {
  const { installation } = portalWith({
    answers: { 'method.get': ({ name }) => ({ isExisting: name !== 'im.recent.list', isAvailable: 'Y' }) },
  })
  expect((await installation.check(manifest)).obstacles).toEqual([
    { kind: 'methods', names: ['im.recent.list'], code: null },
  ])
})

test('a portal without method.get is asked for its list of methods', async () => {
  const { state, installation } = portalWith({
    answers: {
      'method.get': refuse('ERROR_METHOD_NOT_FOUND', 404),
      methods: () => ['im.dialog.messages.get', 'im.recent.list', 'imopenlines.dialog.get'],
    },
  })
  const { obstacles } = await installation.check(manifest)
  expect(state.called).toContain('methods')
  expect(obstacles).toEqual([
    {
      kind: 'methods',
      names: ['imopenlines.crm.chat.get', 'imopenlines.session.history.get', 'imopenlines.crm.message.add'],
      code: null,
    },
  ])
})

test('a card whose tab is not offered is named', async () => {
  const { installation } = portalWith({
    answers: { 'placement.list': () => manifest.tab.placements.filter((code) => code !== 'CRM_LEAD_DETAIL_TAB') },
  })
  expect((await installation.check(manifest)).obstacles).toEqual([
    { kind: 'place', names: ['CRM_LEAD_DETAIL_TAB'], code: null },
  ])
})

test.each([
  ['ACCESS_DENIED', 403, 'plan'],
  ['INTERNAL_SERVER_ERROR', 500, 'silence'],
  ['OVERLOAD_LIMIT', 503, 'other'],
])('a look that is refused altogether with %s is the obstacle "%s"', async (code, status, kind) => {
  const { installation } = portalWith({ answers: { batch: refuse(code, status) } })
  const health = await installation.check(manifest)
  expect(kinds(health.obstacles)).toEqual([kind])
  expect(health).toMatchObject({ installed: null, tabs: null, scopes: [], methods: [] })
})
