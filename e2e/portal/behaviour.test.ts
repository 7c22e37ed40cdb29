import { afterEach, expect, it } from 'vitest'
import { GENERATION_NAMES, GENERATIONS, type Behaviour } from './behaviour.ts'
import { createTestPortal, PEOPLE } from './methods/test-portal.ts'
import { startPortal } from './portal.ts'
import { replaceReferences } from './rest/batch-references.ts'
import type { Portal } from './types.ts'

let portal: Portal | undefined

afterEach(async () => {
  await portal?.close()
  portal = undefined
})

const start = async (behaviour: Partial<Behaviour>) =>
  (portal = await startPortal({ appUrl: 'http://127.0.0.1:9/', limits: 'off', behaviour }))

const ask = async (method: string, params: object = {}, userId: number = PEOPLE.anna) => {
  const { AUTH_ID } = portal!.application.issueSession(userId)
  const response = await fetch(`${portal!.origin}/rest/${method}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ ...params, auth: AUTH_ID }),
  })
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}

it('references inside a longer text: a text, a number, a miss', () => {
  const results = {
    result: new Map<string, unknown>([['one', { text: '501', number: 7 }]]),
    next: new Map(),
    total: new Map(),
    time: new Map(),
    error: new Map(),
  }
  const tried = ['chat$result[one][text]', 'chat$result[one][number]', 'chat$result[one][missing]']
  const inGeneration = (references: Behaviour['references']) =>
    tried.map((text) => replaceReferences(text, results, references))
  expect(inGeneration('oldest')).toEqual(['chat501', 'chat7', 'chatArray'])
  expect(inGeneration('middle')).toEqual(['chat501', tried[1], tried[2]])
  expect(inGeneration('newest')).toEqual(['chat501', 'chat7', tried[2]])
  for (const name of GENERATION_NAMES)
    expect(replaceReferences('$result[one][number]', results, GENERATIONS[name].references)).toBe(7)
})

it('lenientIds: an id that is no number is the newest page, or refused', () => {
  const { world, answeredBy, call, refusal } = createTestPortal()
  const params = { DIALOG_ID: `chat${answeredBy(PEOPLE.anna)}`, LAST_ID: '0$result[p0][messages][49][id]' }
  expect(refusal('im.dialog.messages.get', params)).toBe('400 LAST_ID_STRING')
  world.state.behaviour.lenientIds = true
  expect(call<{ messages: unknown[] }>('im.dialog.messages.get', params).messages.length).toBeGreaterThan(0)
})

it('historyByChat: without it only SESSION_ID reads a session', () => {
  const { world, answeredBy, call, refusal } = createTestPortal()
  world.state.behaviour.historyByChat = false
  const chatId = answeredBy(PEOPLE.mark)
  const SESSION_ID = world.state.chat(chatId)!.sessions[0]!.id
  expect(refusal('imopenlines.session.history.get', { CHAT_ID: chatId })).toBe('400 ACCESS_DENIED')
  expect(call('imopenlines.session.history.get', { SESSION_ID })).toMatchObject({ sessionId: SESSION_ID })
  world.state.behaviour.historyByChat = true
  expect(call('imopenlines.session.history.get', { CHAT_ID: chatId })).toMatchObject({ sessionId: SESSION_ID })
})

it('lateAnswerIsTrue: a second answer in the same moment is refused, or says true and does nothing', () => {
  const { world, waiting, call, refusal } = createTestPortal()
  const both = () => {
    const CHAT_ID = waiting()
    call('imopenlines.operator.answer', { CHAT_ID }, PEOPLE.mark)
    const second = refusal('imopenlines.operator.answer', { CHAT_ID }, PEOPLE.anna)
    return [second, world.state.chat(CHAT_ID)!.owner]
  }
  expect(both()).toEqual(['400 IMOL_CHAT_ERROR_ANSWER_COMPETITIVE_REQUEST', PEOPLE.mark])
  world.state.behaviour.lateAnswerIsTrue = true
  expect(both()).toEqual(['ok', PEOPLE.mark])
})

it('uploadCodes: both spellings', () => {
  const { world, answeredBy, refusal } = createTestPortal()
  const dialogId = `chat${answeredBy(PEOPLE.anna)}`
  world.state.diskIsFull = true
  const upload = () =>
    refusal('im.v2.File.upload', { dialogId, fields: { name: 'a.txt', content: Buffer.from('a').toString('base64') } })
  expect(upload()).toBe('400 FILE_UPLOAD_FAILED')
  world.state.behaviour.uploadCodes = 'documents'
  expect(upload()).toBe('400 UPLOAD_FAILED')
})

it('quickReplies: unknown to older servers; no right is no refusal', () => {
  const { world, call, refusal } = createTestPortal()
  world.state.quickAnswers.push('Good day!', 'We deliver on Fridays')
  const [lineId, line] = [...world.state.lines].find(([, { queue }]) => queue.includes(PEOPLE.anna))!
  expect(line.queue).not.toContain(PEOPLE.grace)
  const list = (userId: number, search = '') => call('imopenlines.v2.QuickReply.list', { lineId, search }, userId)
  expect(list(PEOPLE.anna, 'deliv')).toMatchObject({ replies: [{ text: 'We deliver on Fridays' }], totalCount: 1 })
  expect(list(PEOPLE.grace)).toMatchObject({ replies: [], permissions: { canView: false } })
  expect(refusal('imopenlines.v2.QuickReply.list', { lineId: 9_999 })).toBe('400 INVALID_LINE_ID')
  world.state.behaviour.quickReplies = false
  expect(refusal('imopenlines.v2.QuickReply.list', { lineId })).toBe('404 ERROR_METHOD_NOT_FOUND')
})

it('pushServer: without one its configuration is refused', async () => {
  await start({ pushServer: false })
  expect(await ask('pull.application.config.get')).toMatchObject({ status: 400, body: { error: 'SERVER_ERROR' } })
  portal!.world.state.behaviour.pushServer = true
  expect((await ask('pull.application.config.get')).status).toBe(200)
})

it('serverTime: a call takes the time of a real server, and says so', async () => {
  await start({ serverTime: true })
  const cmd = { one: 'app.option.get', two: 'imopenlines.config.list.get' }
  const { body } = await ask('batch', { cmd })
  const { result_time: times } = body['result'] as { result_time: Record<string, { duration: number }> }
  expect(times['two']!.duration).toBeGreaterThanOrEqual(0.09)
  expect(times['one']!.duration).toBeLessThan(times['two']!.duration)
})

it('inputFilter: forms are filtered, JSON isn’t', async () => {
  await start({})
  const text = 'I am from Berlin. Where are you?'
  const { AUTH_ID } = portal!.application.issueSession(PEOPLE.anna)
  const stored = async (body: URLSearchParams | string, type: string) => {
    await fetch(`${portal!.origin}/rest/user.option.set`, { method: 'POST', headers: { 'Content-Type': type }, body })
    return portal!.application.userOptions(PEOPLE.anna)['note']
  }
  const form = new URLSearchParams({ 'options[note]': text, auth: AUTH_ID })
  const json = JSON.stringify({ options: { note: text }, auth: AUTH_ID })
  expect(await stored(form, 'application/x-www-form-urlencoded')).toBe('I am fr om Berlin. Wh ere are you?')
  expect(await stored(json, 'application/json')).toBe(text)
  portal!.world.state.behaviour.inputFilter = false
  expect(await stored(form, 'application/x-www-form-urlencoded')).toBe(text)
})

it('fileCookies: without the session’s cookie only an address with a token opens a file', async () => {
  await start({ fileCookies: false })
  const { state } = portal!.world
  const file = [...state.files.values()].find(({ chatId }) => state.chat(chatId)?.members.has(PEOPLE.anna))!
  const { body } = await ask('im.v2.File.download', { dialogId: `chat${file.chatId}`, fileId: file.id })
  const { downloadUrl } = body['result'] as { downloadUrl: string }
  const plain = `${portal!.origin}/disk/show/${file.id}`
  const statusOf = async (address: string) => (await fetch(address)).status
  // A token opens its file once.
  expect([await statusOf(plain), await statusOf(downloadUrl), await statusOf(downloadUrl)]).toEqual([401, 200, 401])
  state.behaviour.fileCookies = true
  expect(await statusOf(plain)).toBe(200)
})

it('downloadsInBatch: addresses of files come in one request, or one by one', async () => {
  await start({ downloadsInBatch: false })
  const { state } = portal!.world
  const file = [...state.files.values()].find(({ chatId }) => state.chat(chatId)?.members.has(PEOPLE.anna))!
  const cmd = { one: `im.v2.File.download?dialogId=chat${file.chatId}&fileId=${file.id}` }
  const asked = async () => (await ask('batch', { cmd })).body['result']
  expect(await asked()).toMatchObject({ result_error: { one: { error: 'ERROR_BATCH_METHOD_NOT_ALLOWED' } } })
  state.behaviour.downloadsInBatch = true
  expect(await asked()).toMatchObject({ result: { one: { downloadUrl: expect.stringContaining('token=') as string } } })
})

it.each([
  ['https://a1.apps-bitrix24.com/b/', 'get'],
  ['https://cdn.bitrix24.com.br/b/', 'get'],
  ['https://chats.example.com/', 'post'],
  ['https://apps-bitrix24.com.example.com/', 'post'],
] as const)('frames are opened by GET for the portal’s own static hosts alone: %s by %s', async (appUrl, by) => {
  portal = await startPortal({ appUrl, limits: 'off' })
  expect(portal.options.openBy).toBe(by)
})
