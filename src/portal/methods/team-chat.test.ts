import { describe, expect, it } from 'vitest'
import type { ChatId, UserId } from '@/domain/ids'
import { createFakeRest } from '@/testing/fake-rest'
import { PortalError } from '../portal-error'
import { fetchTeamChat, sendNote, startTeamChat } from './team-chat'

const item = { type: 'deal', id: 1482 } as const
const ORIGIN = 'https://portal.example'
const refusedDialog = () => {
  throw new PortalError('refused', 'DIALOG_ID_EMPTY', 400)
}
const page = { chat_id: 70, messages: [], users: [], files: [] }
/** A portal in which a wrong id would hit the company-wide chat 1. */
const portal = (team: unknown, kind: { readonly entity_type: string; readonly entity_id: string }) => {
  const dialogs: unknown[] = []
  const read = (answer: (id: number) => unknown) => (params: Readonly<Record<string, unknown>>) => {
    dialogs.push(params['DIALOG_ID'])
    const id = /^chat(\d+)$/.exec(String(params['DIALOG_ID']))?.[1]
    return id === undefined ? refusedDialog() : answer(Number(id))
  }
  const { rest, requests } = createFakeRest({
    'im.chat.get': () => team,
    'im.dialog.get': read((id) => ({ id, counter: 3, ...kind })),
    'im.dialog.messages.get': read((id) => ({ ...page, chat_id: id })),
    'im.message.add': () => 9001,
    'im.chat.add': () => 70,
  })
  return { rest, requests, dialogs, writes: () => requests.filter((one) => one.kind === 'write') }
}
const CRM = { entity_type: 'CRM', entity_id: 'DEAL|1482' }

describe('the team chat of a card', () => {
  it('is found, then read with its messages', async () => {
    const { rest, requests } = portal({ ID: 70 }, CRM)
    expect(await fetchTeamChat(rest, ORIGIN, item)).toMatchObject({ kind: 'inside', id: 70, unread: 3 })
    expect(requests).toHaveLength(2)
  })

  it.each([null, false, [], {}])('answered with %j is none, and chat 1 is never touched', async (team) => {
    const { rest, dialogs } = portal(team, CRM)
    expect(await fetchTeamChat(rest, ORIGIN, item)).toEqual({ kind: 'none' })
    expect(dialogs).toEqual([])
  })

  it.each([
    { entity_type: 'LINES', entity_id: 'livechat|1|2|3' },
    { entity_type: 'GENERAL', entity_id: '' },
    { entity_type: 'CRM', entity_id: 'DEAL|9' },
  ])('is not what the portal says is %j', async (kind) => {
    const { rest } = portal({ ID: 70 }, kind)
    await expect(fetchTeamChat(rest, ORIGIN, item)).rejects.toMatchObject({ code: 'NOT_TEAM_CHAT' })
  })

  it('may be closed to the caller', async () => {
    const { rest } = createFakeRest({
      'im.chat.get': () => ({ ID: '70' }),
      'im.dialog.get': () => {
        throw new PortalError('forbidden', 'ACCESS_ERROR', 403)
      },
      'im.dialog.messages.get': refusedDialog,
    })
    expect(await fetchTeamChat(rest, ORIGIN, item)).toEqual({ kind: 'outside', id: 70 })
  })
})

describe('a note', () => {
  it('goes to the team chat alone, after the portal was asked once what that is', async () => {
    const { rest, requests, writes } = portal({ ID: 70 }, CRM)
    expect(await sendNote(rest, item, 70 as ChatId, 'Careful with the price')).toBe(9001)
    await sendNote(rest, item, 70 as ChatId, 'And the date')
    expect(requests.map(({ method }) => method)).toEqual(['batch', 'im.message.add', 'im.message.add'])
    expect(writes().map(({ params }) => params['DIALOG_ID'])).toEqual(['chat70', 'chat70'])
  })

  it.each([
    ['the team chat is another one', { ID: 71 }, { ...CRM }],
    ['there is none', null, CRM],
    ['it is a client’s', { ID: 70 }, { entity_type: 'LINES', entity_id: 'livechat|1|2|3' }],
    ['it is the company’s', { ID: 70 }, { entity_type: 'GENERAL', entity_id: '' }],
  ])('goes nowhere when %s', async (_, team, kind) => {
    const { rest, writes } = portal(team, kind)
    await expect(sendNote(rest, item, 70 as ChatId, 'Secret')).rejects.toMatchObject({
      code: 'NOT_TEAM_CHAT',
      outcomeUnknown: false,
    })
    expect(writes()).toEqual([])
  })

  it('that could not be proven for want of a connection is surely not sent', async () => {
    const { rest, requests } = createFakeRest({})
    const broken = { ...rest, batch: () => Promise.reject(new PortalError('network', 'NETWORK_ERROR')) }
    await expect(sendNote(broken, item, 70 as ChatId, 'Secret')).rejects.toMatchObject({ outcomeUnknown: false })
    expect(requests).toEqual([])
  })
})

describe('starting a team chat', () => {
  const start = (answers: readonly unknown[], add: () => unknown) => {
    let asked = 0
    const { rest, requests } = createFakeRest({ 'im.chat.get': () => answers[asked++], 'im.chat.add': add })
    return {
      started: startTeamChat(rest, item, 'Kitchen', [11 as UserId]),
      adds: () => requests.filter(({ method }) => method === 'im.chat.add').length,
    }
  }
  const lost = () => {
    throw new PortalError('network', 'NETWORK_ERROR')
  }

  it('uses the one that is there', async () => {
    const { started, adds } = start([{ ID: 70 }], () => 71)
    expect(await started).toBe(70)
    expect(adds()).toBe(0)
  })
  it('adds one and takes what the portal then names', async () => {
    const { started, adds } = start([null, { ID: 70 }], () => 71)
    expect(await started).toBe(70)
    expect(adds()).toBe(1)
  })
  it('looks again after a lost answer', async () => {
    const { started, adds } = start([null, { ID: 70 }], lost)
    expect(await started).toBe(70)
    expect(adds()).toBe(1)
  })
  it('never adds twice by itself', async () => {
    const { started, adds } = start([null, null], lost)
    await expect(started).rejects.toMatchObject({ code: 'NETWORK_ERROR' })
    expect(adds()).toBe(1)
  })
})
