// Who is kept out, and by which answer: each person has a reason of his own.
import { afterEach, expect, test } from 'vitest'
import { startPortal, type Portal, type PortalOptions } from '../portal.ts'

let portal: Portal | undefined

afterEach(() => portal?.close())

const open = async (options: Partial<PortalOptions> = {}): Promise<Portal> => {
  portal = await startPortal({ appUrl: 'http://127.0.0.1:9/', limits: 'off', ...options })
  return portal
}

const ask = async (method: string, params: object, userId: number) => {
  const { origin, application } = portal!
  const response = await fetch(`${origin}/rest/${method}.json`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ ...params, auth: application.issueSession(userId).AUTH_ID }),
  })
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}

const refusal = async (method: string, params: object, userId: number): Promise<string> => {
  const { status, body } = await ask(method, params, userId)
  return `${status} ${String(body['error'] ?? 'ok')}`
}

const errorsOf = async (cmd: Record<string, string>, userId: number): Promise<unknown> => {
  const { body } = await ask('batch', { cmd }, userId)
  return (body['result'] as Record<string, unknown>)['result_error']
}

test('an extranet user is kept out of CRM and of people he shares no chat with', async () => {
  const { world } = await open()
  const { deal, people } = world.showcase
  const item = { entityTypeId: 2, id: deal }
  expect(await refusal('crm.item.get', item, people.partner)).toBe('403 allowed_only_intranet_user')
  expect(await refusal('im.user.get', { ID: 12 }, people.partner)).toBe('400 ACCESS_DENIED')
  expect(await refusal('im.user.get', {}, people.partner)).toBe('200 ok')
  const card = { CRM_ENTITY_TYPE: 'deal', CRM_ENTITY: deal }
  expect(await refusal('imopenlines.crm.chat.get', card, people.partner)).toBe('403 ACCESS_DENIED')
  expect(await errorsOf({ card: `crm.item.get?entityTypeId=2&id=${deal}`, me: 'profile' }, people.partner)).toEqual({
    card: { error: 'allowed_only_intranet_user', error_description: 'User is not an intranet user' },
  })
})

test('who was not given the app is refused whatever he asks, batches included', async () => {
  const { world } = await open()
  const { trainee } = world.showcase.people
  expect(await refusal('profile', {}, trainee)).toBe('403 user_access_error')
  expect(await refusal('batch', { cmd: { me: 'profile' } }, trainee)).toBe('403 user_access_error')
  world.simulate.setRight({ userId: trainee, app: true })
  expect(await refusal('profile', {}, trainee)).toBe('200 ok')
})

test('without REST in the plan everybody is refused', async () => {
  await open({ restInPlan: false })
  expect(await refusal('profile', {}, 1)).toBe('403 ACCESS_DENIED')
  expect(await refusal('batch', { cmd: { me: 'profile' } }, 11)).toBe('403 ACCESS_DENIED')
})

test('a scope that was not granted has an empty description inside a batch', async () => {
  await open({ scopes: ['im', 'imopenlines'] })
  expect(await refusal('crm.item.get', { entityTypeId: 2, id: 1482 }, 11)).toBe('403 insufficient_scope')
  expect(await errorsOf({ card: 'crm.item.get?entityTypeId=2&id=1482' }, 11)).toEqual({
    card: { error: 'insufficient_scope', error_description: '' },
  })
})

test('without a right on the lines one sees the list and nothing of a chat', async () => {
  const { world } = await open()
  const { deal, people } = world.showcase
  const card = { CRM_ENTITY_TYPE: 'deal', CRM_ENTITY: deal, ACTIVE_ONLY: 'N' }
  const { body } = await ask('imopenlines.crm.chat.get', card, people.areaManager)
  const CHAT_ID = Number((body['result'] as { CHAT_ID: string }[])[0]!.CHAT_ID)
  expect(await refusal('imopenlines.dialog.get', { CHAT_ID }, people.areaManager)).toBe('400 ACCESS_ERROR')
  expect(await refusal('imopenlines.session.history.get', { CHAT_ID }, people.areaManager)).toBe('400 ACCESS_DENIED')
  expect(await refusal('imopenlines.operator.answer', { CHAT_ID }, people.areaManager)).toBe('400 ACCESS_DENIED')
})
