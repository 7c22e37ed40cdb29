import { expect, test } from 'vitest'
import type { CrmItem } from '@/domain/crm'
import { createFakeRest } from '@/testing/fake-rest'
import { BATCH_LIMIT, batchCommand, refusal, type BatchCalls, type RestParams } from '../transport/rest-client'
import { listCallsOf, fetchRelations } from './relations'

const ORIGIN = 'https://company.bitrix24.example'
const deal: CrmItem = { type: 'deal', id: 7 }

const numberOf = (value: unknown) => {
  const text = String(value)
  if (!/^\d+$/.test(text) || Number(text) <= 0) throw refusal('ERROR_ARGUMENT', 400)
  return Number(text)
}

/** Deal 7 has contacts 100, 101 ... and company 31; chat N0 belongs to record N. */
const portalWith = (contacts: number, answers: Record<string, (params: RestParams) => unknown> = {}) =>
  createFakeRest({
    'crm.deal.contact.items.get': () => Array.from({ length: contacts }, (_, place) => ({ CONTACT_ID: 100 + place })),
    'crm.item.get': ({ entityTypeId, id }) =>
      entityTypeId === 2
        ? { item: { id: 7, title: 'Deal', companyId: 31, leadId: null } }
        : { item: { id: numberOf(id), name: 'Laura', lastName: String(numberOf(id)), title: 'Harbour' } },
    'imopenlines.crm.chat.get': ({ CRM_ENTITY, ACTIVE_ONLY }) =>
      ACTIVE_ONLY === 'Y' ? [] : [{ CHAT_ID: `${numberOf(CRM_ENTITY)}0`, CONNECTOR_ID: 'telegram' }],
    'im.recent.list': () => ({ items: [] }),
    ...answers,
  })

test('contacts, then the company; a missing lead and missing contacts are none', async () => {
  const { rest, requests } = portalWith(2)
  const look = await fetchRelations(rest, ORIGIN, deal, false)
  expect(requests).toHaveLength(2)
  expect(look.related?.list.map(({ item, title }) => [item.type, item.id, title])).toEqual([
    ['contact', 100, 'Laura 100'],
    ['contact', 101, 'Laura 101'],
    ['company', 31, 'Harbour'],
  ])
  expect(look.related?.list.map(({ chats }) => chats?.map(({ id }) => id))).toEqual([[1000], [1010], [310]])
  expect(look.chats).toBeNull()
})

test('records that are not there are not asked about', async () => {
  const { rest, requests } = portalWith(1)
  await fetchRelations(rest, ORIGIN, deal, false)
  // A title and two lists for the contact and the company, and the caller's own chats.
  expect(Object.keys(requests[1]?.params ?? {})).toHaveLength(7)
  const none = createFakeRest({ 'crm.company.contact.items.get': () => [] })
  const look = await fetchRelations(none.rest, ORIGIN, { type: 'company', id: 7 }, true)
  expect([none.requests.length, look.related]).toEqual([1, { list: [], more: 0 }])
})

test('all that is asked fits into one batch and is fit for one', async () => {
  const linked = () => Array.from({ length: 9 }, (_, place) => ({ CONTACT_ID: 100 + place, COMPANY_ID: 200 + place }))
  const { rest, requests } = portalWith(9, {
    'crm.lead.contact.items.get': linked,
    'crm.company.contact.items.get': linked,
    'crm.contact.company.items.get': linked,
    'crm.item.get': ({ id }) => ({ item: { id: numberOf(id), title: 'T', companyId: 31, leadId: 32 } }),
  })
  for (const type of ['deal', 'lead', 'contact', 'company'] as const) {
    await fetchRelations(rest, ORIGIN, { type, id: 7 }, true)
    const calls = Object.values(requests.at(-1)?.params as BatchCalls)
    expect(calls.length).toBeGreaterThan(25)
    expect(calls.length).toBeLessThanOrEqual(BATCH_LIMIT)
    for (const [method, params] of calls) expect(() => batchCommand(method, params)).not.toThrow()
  }
})

test('contacts beyond the fifth are counted', async () => {
  const look = await fetchRelations(portalWith(8).rest, ORIGIN, deal, false)
  expect(look.related?.list).toHaveLength(6)
  expect(look.related?.more).toBe(3)
})

test('a relation without rights is denied, one that failed is unknown; the others come', async () => {
  const { rest } = portalWith(2, {
    'imopenlines.crm.chat.get': ({ CRM_ENTITY }) => {
      const id = numberOf(CRM_ENTITY)
      if (id === 31) throw refusal('ACCESS_DENIED', 403)
      if (id === 101) throw refusal('INTERNAL_SERVER_ERROR', 500)
      return [{ CHAT_ID: `${id}0`, CONNECTOR_ID: 'telegram' }]
    },
  })
  const look = await fetchRelations(rest, ORIGIN, deal, false)
  expect(look.related?.list.map(({ access }) => access)).toEqual(['open', 'unknown', 'denied'])
})

test('links that could not be read are a failure, refused ones are none', async () => {
  const failing = (code: string, status: number) =>
    portalWith(2, {
      'crm.deal.contact.items.get': () => {
        throw refusal(code, status)
      },
    }).rest
  await expect(fetchRelations(failing('INTERNAL_SERVER_ERROR', 500), ORIGIN, deal, false)).rejects.toMatchObject({
    kind: 'unavailable',
  })
  const look = await fetchRelations(failing('ACCESS_DENIED', 403), ORIGIN, deal, false)
  expect(look.related?.list.map(({ item }) => item.type)).toEqual(['company'])
})

test('polls read both lists of a relation', () => {
  expect(Object.keys(listCallsOf([{ type: 'contact', id: 5 }]))).toEqual(['r0n', 'r0y'])
})
