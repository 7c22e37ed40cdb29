import { describe, expect, test } from 'vitest'
import { tryWorld } from '../methods/test-portal.ts'
import type { CardType } from './model.ts'
import { RELATED_CHATS } from './seed-related.ts'

const trial = tryWorld()
const { related, people } = trial.world.showcase

const get = (type: CardType, id: number, userId?: number): number[] =>
  trial
    .call<{ CHAT_ID: string }[]>(
      'imopenlines.crm.chat.get',
      { CRM_ENTITY_TYPE: type, CRM_ENTITY: id, ACTIVE_ONLY: 'N' },
      userId,
    )
    .map((row) => Number(row.CHAT_ID))

describe('the deal with relations', () => {
  const { item } = trial.call<{ item: Record<string, unknown> }>('crm.item.get', { entityTypeId: 2, id: related.deal })

  test('names one relation of each type', () => {
    expect(item).toMatchObject({ contactId: related.contact, companyId: related.company, leadId: related.lead })
  })

  test('has 40 chats on itself and its relations together, some on several cards', () => {
    const lists = (['deal', 'contact', 'company', 'lead'] as const).map((type) => get(type, related[type]))
    expect(new Set(lists.flat()).size).toBe(RELATED_CHATS)
    expect(RELATED_CHATS).toBe(40)
    for (const list of lists) expect(list.length).toBeGreaterThanOrEqual(10)
    const everywhere = lists[0]!.filter((chatId) => lists.every((list) => list.includes(chatId)))
    expect(everywhere).toHaveLength(5)
    for (const list of lists.slice(1)) expect(list.some((chatId) => !lists[0]!.includes(chatId))).toBe(true)
  })

  test('shows the same chats in every world', () => {
    const again = tryWorld({ seed: 7 }).world.state.chatsOf({ type: 'deal', id: related.deal })
    expect(new Set(again.map((chat) => chat.id))).toEqual(new Set(get('deal', related.deal)))
  })
})

test('a deal may have no chat although its contact has some', () => {
  expect(get('deal', related.quietDeal)).toEqual([])
  expect(get('contact', related.quietContact)).toHaveLength(3)
})

test('one relation may be closed to one person, everything else stays open', () => {
  const asked = { CRM_ENTITY_TYPE: 'company', CRM_ENTITY: related.guardedCompany, ACTIVE_ONLY: 'N' }
  const { assistant } = people
  expect(trial.refusal('imopenlines.crm.chat.get', asked, assistant)).toBe('403 ACCESS_DENIED')
  expect(trial.refusal('crm.item.get', { entityTypeId: 4, id: related.guardedCompany }, assistant)).toBe(
    '400 ACCESS_DENIED',
  )
  expect(get('company', related.guardedCompany)).toHaveLength(2)
  expect(get('contact', related.guardedContact, assistant)).toHaveLength(2)
  expect(get('deal', related.guardedDeal, assistant)).toEqual([])
})

describe('earlier sessions', () => {
  const withPast = trial.world.state
    .chatsOf({ type: 'contact', id: related.contact })
    .filter((chat) => chat.sessions[1])
  const linked = (chatId: number): number[] => {
    const lines = trial.world.state.chat(chatId)?.messages.slice(0) ?? []
    const ids = lines.flatMap(({ authorId, text }) =>
      authorId === 0 ? [...text.matchAll(/IM_HISTORY=imol\|(\d+)/g)].map((found) => Number(found[1])) : [],
    )
    return [...new Set(ids)]
  }

  test('are found by the links of their lines, and each can be read by its id', () => {
    expect(withPast.length).toBeGreaterThanOrEqual(5)
    for (const chat of withPast) {
      expect(linked(chat.id)).toEqual(chat.sessions.map((session) => session.id))
      for (const SESSION_ID of linked(chat.id)) {
        const read = trial.call<{ sessionId: number; message: object }>(
          'imopenlines.session.history.get',
          { SESSION_ID },
          people.assistant,
        )
        expect(read.sessionId).toBe(SESSION_ID)
        expect(Object.keys(read.message).length).toBeGreaterThan(2)
      }
    }
  })

  test('tell each caller whether they may join and rate', () => {
    const SESSION_ID = withPast[0]!.sessions[0]!.id
    const flags = (userId: number) => trial.call<object>('imopenlines.session.history.get', { SESSION_ID }, userId)
    expect(flags(1)).toMatchObject({ canJoin: 'Y', canVoteHead: 'Y' })
    expect(flags(people.assistant)).toMatchObject({ canJoin: 'Y', canVoteHead: 'N' })
    for (const userId of [people.areaManager, people.partner])
      expect(trial.refusal('imopenlines.session.history.get', { SESSION_ID }, userId)).toBe('400 ACCESS_DENIED')
  })
})
