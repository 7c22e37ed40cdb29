import type { CrmEntityType, CrmItem, Relation } from '@/domain/crm'
import { toId, type ChatId } from '@/domain/ids'
import { batchReference, type BatchAnswer, type BatchCalls, type Rest } from '../transport/rest-client'
import { toChatRows } from '../wire/dialog'
import { toList, toRecord, toTextOrNull } from '../wire/php-json'
import { bindMethods } from './bind-methods'
import { parseSnapshot, type CardSnapshot } from './card-snapshot'
import { entityTypeIds, titleOf } from './crm'
import { historyCall, memberCall } from './messages'

/** Contacts (of a contact: companies) that are read; more would not fit into one batch with what their chats need. */
const MAX_LINKED = 5

/** The method that lists linked records, and the fields of crm.item.get with single ones. */
const linksOf: Readonly<
  Record<
    CrmEntityType,
    {
      readonly method: string
      readonly key: string
      readonly type: CrmEntityType
      readonly fields: readonly (readonly [name: string, type: CrmEntityType])[]
    }
  >
> = {
  deal: {
    method: 'crm.deal.contact.items.get',
    key: 'CONTACT_ID',
    type: 'contact',
    fields: [
      ['companyId', 'company'],
      ['leadId', 'lead'],
    ],
  },
  lead: {
    method: 'crm.lead.contact.items.get',
    key: 'CONTACT_ID',
    type: 'contact',
    fields: [['companyId', 'company']],
  },
  contact: { method: 'crm.contact.company.items.get', key: 'COMPANY_ID', type: 'company', fields: [] },
  company: { method: 'crm.company.contact.items.get', key: 'CONTACT_ID', type: 'contact', fields: [] },
}

// Related chats in the first request: number of details, number of message pages.
const FIRST_LINKED = { details: 4, pages: 4 }
const OTHER_LINKED = { details: 2, pages: 1 }
/** Relations whose chats are included: the first contacts, the company and the lead. */
const WITH_DETAILS = 4

const listsOf = (name: string, type: CrmEntityType, id: number | string): BatchCalls => {
  const of = { CRM_ENTITY_TYPE: type, CRM_ENTITY: id }
  return {
    [`${name}n`]: ['imopenlines.crm.chat.get', { ...of, ACTIVE_ONLY: 'N' }],
    [`${name}y`]: ['imopenlines.crm.chat.get', { ...of, ACTIVE_ONLY: 'Y' }],
  }
}

/** The record's title and its two lists. */
const callsOf = (name: string, type: CrmEntityType, id: number | string): BatchCalls => ({
  [`${name}t`]: ['crm.item.get', { entityTypeId: entityTypeIds[type], id }],
  ...listsOf(name, type, id),
})

/** The two lists of each relation, for `readLists`. */
export const listCallsOf = (items: readonly CrmItem[]): BatchCalls =>
  Object.assign({}, ...items.map(({ type, id }, index) => listsOf(`r${index}`, type, id))) as BatchCalls

const readList = (answer: BatchAnswer, name: string, item: CrmItem, title: string | null): Relation => {
  const [all, active] = [answer(`${name}n`), answer(`${name}y`)]
  if (all.ok && active.ok) {
    const activeIds = new Set(toChatRows(active.value).map((row) => row.id))
    const chats = toChatRows(all.value).map((row) => ({ ...row, active: activeIds.has(row.id) }))
    return { item, title, access: 'open', chats }
  }
  const denied = [all, active].some((sub) => !sub.ok && sub.error.kind === 'forbidden')
  return { item, title, access: denied ? 'denied' : 'unknown', chats: null }
}

/** Results of `listCallsOf` for the same relations. */
export const readLists = (answer: BatchAnswer, items: readonly CrmItem[]): readonly Relation[] =>
  items.map((item, index) => readList(answer, `r${index}`, item, null))

/**
 * The related records of a card, one step away, and their chats, in one request by references to records it doesn't know yet
 * (crm.item.get, crm.*.items.get, imopenlines.crm.chat.get), with the caller's own chats. With `details` also details and newest
 * messages of the first ones: where the card has no chat of its own, one of them opens. Throws PortalError when the relations
 * themselves could not be read; a relation that the caller may not see is `denied`.
 */
export const fetchRelations = async (
  rest: Rest,
  origin: string,
  item: CrmItem,
  details: boolean,
): Promise<CardSnapshot> => {
  const { method, key, type, fields } = linksOf[item.type]
  const calls: Record<string, BatchCalls[string]> = {
    links: [method, { id: item.id }],
    ...(fields.length > 0 && { self: ['crm.item.get', { entityTypeId: entityTypeIds[item.type], id: item.id }] }),
  }
  const places = [
    ...Array.from({ length: MAX_LINKED }, (_, place) => ({
      name: `l${place}`,
      type,
      id: `0${batchReference('links', place, key)}`,
    })),
    ...fields.map(([name, one]) => ({ name, type: one, id: `0${batchReference('self', 'item', name)}` })),
  ]
  for (const { name, type: one, id } of places) Object.assign(calls, callsOf(name, one, id))
  calls['recent'] = ['im.recent.list', { SKIP_CHAT: 'Y', SKIP_DIALOG: 'Y', LIMIT: 100 }]
  if (details) {
    const [first, second] = places
    const likely = [first, second, ...places.slice(MAX_LINKED)].filter((place) => place !== undefined)
    let [dialogs, pages] = [0, 0]
    for (const place of likely.slice(0, WITH_DETAILS)) {
      const most = place === first ? FIRST_LINKED : OTHER_LINKED
      for (let row = 0; row < most.details; row += 1) {
        const chatId = batchReference(`${place.name}n`, row, 'CHAT_ID')
        calls[`d${dialogs}`] = ['imopenlines.dialog.get', { DIALOG_ID: `chat${chatId}` }]
        dialogs += 1
        if (row >= most.pages) continue
        calls[`p${pages}m`] = memberCall(chatId)
        calls[`p${pages}h`] = historyCall(chatId)
        pages += 1
      }
    }
  }

  const answer = await rest.batch(calls)
  const found = (name: string): unknown => {
    const sub = answer(name)
    if (sub.ok) return sub.value
    // A refusal is an answer: there is nothing the caller may see. Anything else is retried.
    if (sub.error.kind !== 'forbidden' && sub.error.kind !== 'refused') throw sub.error
    return null
  }
  const linked = found('links')
  const self = fields.length > 0 ? toRecord(toRecord(found('self'))['item']) : {}
  const rows: Readonly<Record<string, unknown>> = Array.isArray(linked) ? { ...linked } : toRecord(linked)

  const records: { readonly name: string; readonly item: CrmItem }[] = []
  for (const [index, { name, type: one }] of places.entries()) {
    // The same value that the portal put into the reference: the lists themselves don't name their record.
    const id = toId(index < MAX_LINKED ? toRecord(rows[index])[key] : self[name])
    if (id === null || records.some(({ item: known }) => known.type === one && known.id === id)) continue
    records.push({ name, item: { type: one, id } })
  }
  const relationIn = (from: BatchAnswer, name: string, record: CrmItem): Relation => {
    const read = from(`${name}t`)
    const same = read.ok && toId(toRecord(toRecord(read.value)['item'])['id']) === record.id
    return readList(from, name, record, same ? toTextOrNull(titleOf(record.type, read.value)) : null)
  }
  // A portal that doesn't put a number into a reference (REST module of 2023/24) refuses: those are asked again by number.
  const again = records.filter(({ name }) => {
    const sub = answer(`${name}n`)
    return !sub.ok && sub.error.kind === 'refused'
  })
  const numbered =
    again.length > 0
      ? await rest.batch(
          Object.assign({}, ...again.map(({ name, item: one }) => callsOf(name, one.type, one.id))) as BatchCalls,
        )
      : null
  const list = records.map((record) =>
    relationIn(numbered !== null && again.includes(record) ? numbered : answer, record.name, record.item),
  )

  const snapshot = parseSnapshot(answer, calls, origin)
  const known = new Set(list.flatMap(({ chats }) => chats?.map((chat) => chat.id) ?? []))
  const ofRelations = <V>(map: ReadonlyMap<ChatId, V>): ReadonlyMap<ChatId, V> =>
    new Map([...map].filter(([id]) => known.has(id)))
  return {
    ...snapshot,
    dialogs: ofRelations(snapshot.dialogs),
    pages: ofRelations(snapshot.pages),
    unreadable: ofRelations(snapshot.unreadable),
    related: { list, more: Math.max(0, toList(linked).length - MAX_LINKED) },
  }
}

/** What of this file is part of `Portal`. */
export const relationMethods = (rest: Rest, origin: string) => bindMethods({ fetchRelations }, rest, origin)
