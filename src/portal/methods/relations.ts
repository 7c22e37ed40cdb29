import type { CrmItem, Relation } from '@/domain/crm'
import { toId } from '@/domain/ids'
import { batchReference, notAsked, type BatchAnswer, type BatchCalls } from '../transport/rest-client'
import type { BackgroundRest } from '../transport/start-gatherer'
import { toChatRows } from '../wire/dialog'
import { toList, toRecord, toTextOrNull } from '../wire/php-json'
import { bindMethods } from './bind-methods'
import { dialogCall, listCall, onlyChats, parseSnapshot, type CardSnapshot } from './card-snapshot'
import { titleOf } from './crm'
import { historyCall, memberCall } from './messages'
import { entityTypeIds, linkCalls, linksOf, RECENT_CALL } from './start-calls'

/** Contacts (of a contact: companies) that are read; more would not fit into one batch with what their chats need. */
const MAX_LINKED = 5

// Related chats that are read with their lists: number of details, number of message pages.
const FIRST_LINKED = { details: 4, pages: 4 }
const OTHER_LINKED = { details: 2, pages: 1 }

const listsOf = (name: string, item: CrmItem): BatchCalls => ({
  [`${name}n`]: listCall(item, 'N'),
  [`${name}y`]: listCall(item, 'Y'),
})

/** The record's title and its two lists. */
const callsOf = (name: string, item: CrmItem): BatchCalls => ({
  [`${name}t`]: ['crm.item.get', { entityTypeId: entityTypeIds[item.type], id: item.id }],
  ...listsOf(name, item),
})

/** The two lists of each relation, for `readLists`. */
export const listCallsOf = (items: readonly CrmItem[]): BatchCalls =>
  Object.assign({}, ...items.map((item, index) => listsOf(`r${index}`, item))) as BatchCalls

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

/** The records that a record is linked with, and how many contacts are left out. Throws PortalError. */
const fetchLinks = async (
  rest: BackgroundRest,
  item: CrmItem,
): Promise<{ readonly records: readonly CrmItem[]; readonly more: number }> => {
  const { key, type, fields } = linksOf[item.type]
  const calls = linkCalls(item)
  const answer = await rest.batch(calls)
  const found = (name: string): unknown => {
    const sub = answer(name)
    if (sub.ok) return sub.value
    // A refusal is an answer: there is nothing the caller may see. Anything else is retried.
    if (sub.error.kind !== 'forbidden' && sub.error.kind !== 'refused') throw sub.error
    return null
  }
  const linked = toList(found('links'))
  const self = fields.length > 0 ? toRecord(toRecord(found('self'))['item']) : {}
  const ids = [
    ...linked.slice(0, MAX_LINKED).map((row) => [type, toId(toRecord(row)[key])] as const),
    ...fields.map(([name, one]) => [one, toId(self[name])] as const),
  ]
  const records: CrmItem[] = []
  for (const [one, id] of ids)
    if (id !== null && !records.some((known) => known.type === one && known.id === id)) records.push({ type: one, id })
  return { records, more: Math.max(0, linked.length - MAX_LINKED) }
}

/**
 * The related records of a card, one step away (crm.item.get, crm.*.items.get), then their chats (imopenlines.crm.chat.get), with the
 * caller's own chats. With `details` also details and newest messages of the first ones: where the card has no chat of its own, one of them
 * opens. Throws PortalError when the relations themselves could not be read; a relation that the caller may not see is `denied`.
 */
export const fetchRelations = async (
  rest: BackgroundRest,
  origin: string,
  item: CrmItem,
  details: boolean,
): Promise<CardSnapshot> => {
  const { records, more } = await fetchLinks(rest, item)
  const calls: Record<string, BatchCalls[string]> = {}
  for (const [index, record] of records.entries()) Object.assign(calls, callsOf(`l${index}`, record))
  if (records.length > 0) calls['recent'] = RECENT_CALL
  if (details) {
    let [dialogs, pages] = [0, 0]
    // The first two contacts, the company and the lead.
    const likely = [...records.entries()].filter(([index, { type }]) => index < 2 || type !== linksOf[item.type].type)
    for (const [index] of likely) {
      const most = index === 0 ? FIRST_LINKED : OTHER_LINKED
      for (let row = 0; row < most.details; row += 1) {
        const chatId = batchReference(`l${index}n`, row, 'CHAT_ID')
        calls[`d${dialogs}`] = dialogCall(chatId)
        dialogs += 1
        if (row >= most.pages) continue
        calls[`p${pages}m`] = memberCall(chatId)
        calls[`p${pages}h`] = historyCall(chatId)
        pages += 1
      }
    }
  }
  const answer: BatchAnswer = records.length > 0 ? await rest.batch(calls) : notAsked
  const list = records.map((record, index) => {
    const read = answer(`l${index}t`)
    const same = read.ok && toId(toRecord(toRecord(read.value)['item'])['id']) === record.id
    return readList(answer, `l${index}`, record, same ? toTextOrNull(titleOf(record.type, read.value)) : null)
  })

  const known = new Set(list.flatMap(({ chats }) => chats?.map((chat) => chat.id) ?? []))
  return { ...onlyChats(parseSnapshot(answer, calls, origin), known), related: { list, more } }
}

/** What of this file is part of `Portal`. */
export const relationMethods = (rest: BackgroundRest, origin: string) => bindMethods({ fetchRelations }, rest, origin)
