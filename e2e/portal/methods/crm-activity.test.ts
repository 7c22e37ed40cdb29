import { beforeEach, describe, expect, it } from 'vitest'
import { createTestPortal, PEOPLE, type TestPortal } from './test-portal.ts'

interface Activity {
  readonly ID: string
  readonly ASSOCIATED_ENTITY_ID: string
  readonly OWNER_TYPE_ID: string
  readonly COMPLETED: string
  readonly START_TIME: string
  readonly END_TIME: string
  readonly PROVIDER_PARAMS: { readonly USER_CODE: string }
}

let portal: TestPortal
let deal: number

const sessionsOf = (bindings: readonly (readonly [type: number, id: number])[], userId: number = PEOPLE.anna) =>
  portal.call<Activity[]>(
    'crm.activity.list',
    {
      order: { ID: 'DESC' },
      filter: {
        PROVIDER_ID: 'IMOPENLINES_SESSION',
        BINDINGS: bindings.map(([OWNER_TYPE_ID, OWNER_ID]) => ({ OWNER_TYPE_ID, OWNER_ID })),
      },
      select: ['*'],
    },
    userId,
  )

beforeEach(() => {
  portal = createTestPortal()
  deal = portal.world.showcase.deal
})

describe('crm.activity.list for sessions', () => {
  it('has one activity per session of the card’s chats, newest first', () => {
    const chatId = portal.answeredBy(PEOPLE.anna)
    portal.world.simulate.finish({ chatId, byUserId: PEOPLE.anna })
    portal.world.simulate.clientWrites({ chatId, text: 'One more thing' })
    const sessions = portal.world.state.chat(chatId)!.sessions.map(({ id }) => String(id))
    expect(sessions).toHaveLength(2)
    const [newest, before] = sessionsOf([[2, deal]])
    expect([before!.ASSOCIATED_ENTITY_ID, newest!.ASSOCIATED_ENTITY_ID]).toEqual(sessions)
    expect(newest).toMatchObject({ COMPLETED: 'N', END_TIME: newest!.START_TIME })
    expect(before).toMatchObject({
      COMPLETED: 'Y',
      PROVIDER_PARAMS: { USER_CODE: expect.stringContaining('livechat|') },
    })
  })

  it('comes twice where it is bound to two of the asked records', () => {
    const contact = portal.world.card('deal', deal)!.links.find(({ type }) => type === 'contact')!.id
    const chatId = portal.waiting()
    portal.world.simulate.linkChat({ chatId, type: 'contact', id: contact })
    const session = String(portal.world.state.chat(chatId)!.sessions[0]!.id)
    const found = sessionsOf([
      [2, deal],
      [3, contact],
    ])
    expect(found.filter((one) => one.ASSOCIATED_ENTITY_ID === session)).toHaveLength(2)
  })

  it('hides what belongs to a record that the caller may not read, but for its operator and administrators', () => {
    const chatId = portal.answeredBy(PEOPLE.mark)
    const chat = portal.world.state.chat(chatId)!
    chat.cards = [{ type: 'contact', id: 999 }, ...chat.cards]
    const session = String(chat.sessions[0]!.id)
    portal.world.simulate.setRight({ userId: PEOPLE.anna, hidden: [{ type: 'contact', id: 999 }] })
    portal.world.simulate.setRight({ userId: PEOPLE.mark, hidden: [{ type: 'contact', id: 999 }] })
    const seenBy = (userId: number) =>
      sessionsOf([[2, deal]], userId).some((one) => one.ASSOCIATED_ENTITY_ID === session)
    expect([seenBy(PEOPLE.anna), seenBy(PEOPLE.mark), seenBy(PEOPLE.olivia)]).toEqual([false, true, true])
    const listed = portal.call<{ CHAT_ID: string }[]>('imopenlines.crm.chat.get', {
      CRM_ENTITY_TYPE: 'deal',
      CRM_ENTITY: deal,
      ACTIVE_ONLY: 'N',
    })
    expect(listed.map(({ CHAT_ID }) => Number(CHAT_ID))).toContain(chatId)
  })

  it('is 50 a page', () => {
    const all = portal.world.state.chats.size
    expect(all).toBeGreaterThan(50)
    expect(portal.call<Activity[]>('crm.activity.list', { filter: {} }, PEOPLE.olivia)).toHaveLength(50)
  })
})
