import { describe, expect, it } from 'vitest'
import type { ChatId } from '@/domain/ids'
import { type Answers, cardPortal, chatOf, DEAL, dialog, memberPage, ORIGIN, row } from '@/testing/fake-card-portal'
import { batchCommand, refusal, type BatchCalls, type RestParams } from '../transport/rest-client'
import { createStartGatherer } from '../transport/start-gatherer'
import { fetchInitialCard } from './card-start'
import type { StartRequest } from './card-start'

const id = (value: number) => value as ChatId

const start = (answers: Answers = {}, request: Partial<StartRequest> = {}) => {
  const { rest, requests } = cardPortal(answers)
  const gatherer = createStartGatherer(rest, { later: () => undefined })
  const all: StartRequest = { remembered: null, asHistory: false, related: true, rowsInSight: () => 6, ...request }
  const methodsOf = (place: number) =>
    Object.values((requests[place]?.params ?? {}) as BatchCalls).map(([method]) => method)
  return { started: fetchInitialCard(rest, gatherer, ORIGIN, DEAL, all), requests, methodsOf }
}
const refuse = (code: string, status: number) => () => {
  throw refusal(code, status)
}

describe('the first request', () => {
  it('asks for what one conversation needs and nothing else', async () => {
    const { started, methodsOf } = start()
    const { me, chats, dialogs, pages, opened, recents } = await started
    expect(methodsOf(0)).toEqual([
      'profile',
      'imopenlines.crm.chat.get',
      'imopenlines.dialog.get',
      'im.dialog.messages.get',
    ])
    expect(me).toEqual({ id: 1, name: 'Anna Keller', isAdmin: false })
    expect(chats?.map((chat) => [chat.id, chat.active])).toEqual([
      [11, null],
      [12, null],
      [13, null],
    ])
    expect([[...dialogs.keys()], [...pages.keys()], opened, recents]).toEqual([[11], [11], 11, null])
  })

  it('asks for all chats, waiting ones too', async () => {
    const { started, requests } = start()
    await started
    const calls = requests[0]?.params as BatchCalls
    expect(calls['chats']?.[1]).toEqual({
      CRM_ENTITY_TYPE: 'deal',
      CRM_ENTITY: 7,
      ACTIVE_ONLY: 'N',
    })
  })

  it('lets a missing chat hit no other one', async () => {
    const asked: unknown[] = []
    const watch = (params: RestParams) => {
      asked.push(params['DIALOG_ID'] ?? params['CHAT_ID'])
      throw refusal('ACCESS_ERROR', 400)
    }
    const { started } = start(
      {
        'imopenlines.crm.chat.get': () => [],
        'imopenlines.dialog.get': watch,
        'im.dialog.messages.get': watch,
        'imopenlines.session.history.get': watch,
      },
      { asHistory: true },
    )
    const { chats, dialogs, pages, opened } = await started
    // PHP turns an array into 1, and chat 1 exists on every portal.
    expect(asked).toEqual(['chatArray', 'chatArray', '0Array'])
    expect([chats, dialogs.size, pages.size, opened]).toEqual([[], 0, 0, null])
  })

  it('drops what belongs to no chat of the card', async () => {
    const { started } = start({
      'imopenlines.dialog.get': () => dialog(1),
      'im.dialog.messages.get': () => memberPage(1),
    })
    const { dialogs, pages } = await started
    expect([dialogs.size, pages.size]).toEqual([0, 0])
  })

  it('asks for the remembered chat by number', async () => {
    const { started } = start({}, { remembered: id(12), asHistory: true })
    const { dialogs, pages, opened } = await started
    expect([[...dialogs.keys()], [...pages.keys()], opened]).toEqual([[12], [12], 12])
    expect(pages.get(id(12))?.window.source).toBe('history')
  })

  it('shows nothing of a remembered chat that left the card', async () => {
    const { started } = start({}, { remembered: id(99) })
    const { dialogs, pages, opened } = await started
    expect([dialogs.size, pages.size, opened]).toEqual([0, 0, 11])
  })

  it('takes a member’s refused call for no proof that a chat can’t be read', async () => {
    const { started } = start({}, { remembered: id(12) })
    expect((await started).unreadable.size).toBe(0)
    const both = start(
      { 'imopenlines.session.history.get': refuse('ACCESS_DENIED', 400) },
      { remembered: id(12), asHistory: true },
    )
    expect((await both.started).unreadable.get(id(12))).toMatchObject({ kind: 'forbidden' })
  })

  it('marks the right chat as refused, and takes a passing fault for no refusal', async () => {
    const twoRows = { 'imopenlines.crm.chat.get': () => [row(13), row(13, 'whatsapp'), row(11)] }
    const { started } = start(twoRows)
    const { chats, refused } = await started
    expect(chats?.map((chat) => chat.id)).toEqual([13, 11])
    expect([...refused]).toEqual([13])
    const faulty = start({ 'imopenlines.dialog.get': refuse('INTERNAL_SERVER_ERROR', 400) })
    expect((await faulty.started).refused.size).toBe(0)
  })

  it('fails when the list fails', async () => {
    const { started } = start({ 'imopenlines.crm.chat.get': refuse('ACCESS_DENIED', 403) })
    await expect(started).rejects.toMatchObject({ kind: 'forbidden', code: 'ACCESS_DENIED' })
  })

  it('does without the rest, and asks once more for the caller', async () => {
    let asked = 0
    const { started } = start({
      profile: () => ((asked += 1) === 1 ? [] : { ID: '1', NAME: 'Anna', LAST_NAME: '' }),
      'imopenlines.dialog.get': refuse('ACCESS_ERROR', 400),
      'im.dialog.messages.get': refuse('ACCESS_ERROR', 403),
    })
    const { me, chats, pages } = await started
    expect([me?.id, chats?.length, pages.size]).toEqual([1, 3, 0])
  })
})

describe('the second request', () => {
  it('is sent with the first answer, and brings state, previews, and details of the first rows', async () => {
    const { started, requests, methodsOf } = start({
      'imopenlines.config.list.get': () => [{ ID: '3', LINE_NAME: 'Sales ' }],
    })
    const { following } = await started
    expect(requests).toHaveLength(2)
    const { chats, dialogs, refused, recents, lines } = await following
    expect(chats?.map((chat) => [chat.id, chat.active])).toEqual([
      [11, true],
      [12, false],
      [13, false],
    ])
    // Details that are known are not asked for again.
    expect([[...dialogs.keys()], [...refused]]).toEqual([[12], [13]])
    expect(recents).toMatchObject([{ chatId: 11, counter: 2, status: 20 }])
    expect([...lines]).toEqual([[3, 'Sales']])
    expect(methodsOf(1)).toEqual(
      expect.arrayContaining(['user.option.get', 'app.option.get', 'im.chat.get', 'crm.deal.contact.items.get']),
    )
  })

  it('asks for the rows of one screen, however many chats there are', async () => {
    const many = Array.from({ length: 40 }, (_, place) => row(100 + place))
    const answers = { 'imopenlines.crm.chat.get': () => many }
    for (const [rows, asked] of [
      [6, 5],
      [20, 7],
      [0, 0],
    ] as const) {
      const other = start(answers, { rowsInSight: () => rows })
      await (
        await other.started
      ).following
      const details = other.methodsOf(1).filter((method) => method === 'imopenlines.dialog.get')
      expect([rows, details.length]).toEqual([rows, asked])
    }
    const { started, requests } = start(answers)
    await (
      await started
    ).following
    for (const [method, params] of Object.values(requests[1]?.params as BatchCalls))
      expect(() => batchCommand(method, params)).not.toThrow()
  })

  it('asks for no relations while they are hidden, and for no rows where there are none', async () => {
    const { started, methodsOf } = start({ 'imopenlines.crm.chat.get': () => [] }, { related: false })
    await (
      await started
    ).following
    expect(methodsOf(1)).toEqual(['user.option.get', 'app.option.get', 'pull.application.config.get', 'im.chat.get'])
  })

  it('uses the id inside an answer, never its place', async () => {
    const { started } = start({
      'imopenlines.dialog.get': ({ DIALOG_ID }) => dialog(chatOf(DIALOG_ID) === 12 ? 13 : chatOf(DIALOG_ID)),
    })
    const { dialogs } = await (await started).following
    expect(dialogs.get(id(13))?.name).toBe('Client 13')
    expect(dialogs.has(id(12))).toBe(false)
  })

  it('that fails leaves the first answer as it is', async () => {
    const { started } = start({
      'imopenlines.crm.chat.get': ({ ACTIVE_ONLY }) => {
        if (ACTIVE_ONLY === 'Y') throw refusal('INTERNAL_SERVER_ERROR', 500)
        return [row(11)]
      },
    })
    const { chats, following } = await started
    expect(chats).toHaveLength(1)
    await expect(following).rejects.toMatchObject({ kind: 'unavailable' })
  })
})
