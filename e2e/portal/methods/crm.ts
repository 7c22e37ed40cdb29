// crm.item.*, crm.*.items.get: CRM cards and their links.
import { type Caller, type Method, type MethodMap, Page, type Params } from '../rest/method.ts'
import { canSeeCard } from '../world/access.ts'
import { userCode } from '../world/composite.ts'
import type { CardType, CrmCard } from '../world/model.ts'
import type { State } from '../world/state.ts'
import { crmItem } from './crm-item.ts'
import { param, refuse, toInt, toList, toMap, toText } from './params.ts'

type Json = Record<string, unknown>

const TYPES: Record<number, CardType> = { 1: 'lead', 2: 'deal', 3: 'contact', 4: 'company' }
const PAGE = 50

/** CRM methods. */
export function crmMethods(state: State): MethodMap {
  const typeIn = (params: Params): { typeId: number; type: CardType } => {
    const typeId = toInt(param(params, 'entityTypeId'))
    const type = TYPES[typeId]
    if (!type) throw refuse('NOT_FOUND', 'SPA not found')
    return { typeId, type }
  }

  const codesOf = (card: CrmCard): string[] => state.chatsOf(card).map((chat) => `imol|${userCode(chat)}`)

  const itemGet = (params: Params, caller: Caller): unknown => {
    const { typeId, type } = typeIn(params)
    const card = state.card(type, toInt(param(params, 'id')))
    if (!card) throw refuse('NOT_FOUND', 'Element not found')
    if (!canSeeCard(state, caller.userId, card))
      throw refuse('ACCESS_DENIED', 'You do not have permission to view this item')
    return { item: crmItem(card, typeId, codesOf(card)) }
  }

  const itemList = (params: Params, caller: Caller): unknown => {
    const { typeId, type } = typeIn(params)
    const select = toList(param(params, 'select')).map(toText)
    const filter = toMap(param(params, 'filter'))
    const items = state
      .cards()
      .filter((card) => card.type === type && canSeeCard(state, caller.userId, card))
      .map((card) => ({ card, item: crmItem(card, typeId, codesOf(card)) }))
      .filter(({ card, item }) => matches({ ...item, imol: codesOf(card) }, filter))
      .map(({ item }) => item)
    sortItems(items, toMap(param(params, 'order')))
    const start = toInt(param(params, 'start'))
    const from = Math.max(0, start)
    const page = items.slice(from, from + PAGE).map((item) => pickFields(item, select))
    const next = from + PAGE < items.length ? from + PAGE : undefined
    return start < 0 ? new Page({ items: page }) : new Page({ items: page }, items.length, next)
  }

  const linked =
    (owner: CardType, wanted: 'contact' | 'company', invalidStatus = 400) =>
    (params: Params, caller: Caller): unknown => {
      const id = toInt(param(params, 'id'))
      if (id < 1) throw refuse('', 'The parameter ownerEntityID is invalid or not defined.', invalidStatus)
      const card = state.card(owner, id)
      if (!card) throw refuse(owner === 'lead' ? 'NOT_FOUND' : '', 'Not found.')
      if (!canSeeCard(state, caller.userId, card)) throw refuse('ACCESS_DENIED', 'Access denied!')
      return card.links
        .filter((link) => link.type === wanted)
        .map((link, index) => ({
          [`${wanted.toUpperCase()}_ID`]: link.id,
          SORT: 100 + index * 10,
          ROLE_ID: 0,
          IS_PRIMARY: index === 0 ? 'Y' : 'N',
        }))
    }

  const method = (seconds: number, run: Method['run']): Method => ({ scope: 'crm', seconds, run })
  return {
    'crm.item.get': method(0.15, itemGet),
    'crm.item.list': method(0.2, itemList),
    'crm.deal.contact.items.get': method(0.05, linked('deal', 'contact')),
    'crm.lead.contact.items.get': method(0.05, linked('lead', 'contact')),
    'crm.company.contact.items.get': method(0.05, linked('company', 'contact')),
    'crm.contact.company.items.get': method(0.05, linked('contact', 'company', 200)),
  }
}

const pickFields = (item: Json, select: readonly string[]): Json => {
  if (select.includes('*')) return item
  const wanted = select.length > 0 ? select : Object.keys(item).filter((key) => key !== 'fm')
  return Object.fromEntries(wanted.filter((key) => key in item).map((key) => [key, item[key]]))
}

/** Conditions joined by AND; keys carry their operator in front (`=`, `@`, `!`, `%`, `>=` ...). */
function matches(item: Json, filter: Params): boolean {
  return Object.entries(filter).every(([key, wanted]) => {
    if (/^\d+$/.test(key)) return matchesGroup(item, toMap(wanted))
    const [, operator = '', field = ''] = /^([=!@%<>]*)(.*)$/.exec(key) ?? []
    if (!(field in item) && field !== 'imol')
      throw refuse('INVALID_ARG_VALUE', `Invalid filter: field '${field}' is not allowed in filter`)
    return compare(item[field], operator, wanted)
  })
}

function matchesGroup(item: Json, group: Params): boolean {
  const { logic, ...conditions } = group
  const parts = Object.entries(conditions).map(([key, value]) => (/^\d+$/.test(key) ? toMap(value) : { [key]: value }))
  return toText(logic).toUpperCase() === 'OR'
    ? parts.some((part) => matches(item, part))
    : parts.every((part) => matches(item, part))
}

function compare(actual: unknown, operator: string, wanted: unknown): boolean {
  const values = (Array.isArray(actual) ? actual : [actual]).map(toText)
  const list = (wanted !== null && typeof wanted === 'object' ? toList(wanted) : [wanted]).map(toText)
  const first = list[0] ?? ''
  if (operator.startsWith('!')) return !values.some((value) => list.includes(value))
  if (operator.includes('%')) return values.some((value) => value.toLowerCase().includes(first.toLowerCase()))
  if (operator === '>' || operator === '>=' || operator === '<' || operator === '<=') {
    const number = Number(values[0])
    const limit = Number(first)
    if (operator === '>') return number > limit
    if (operator === '>=') return number >= limit
    return operator === '<' ? number < limit : number <= limit
  }
  return values.some((value) => list.includes(value))
}

function sortItems(items: Json[], order: Params): void {
  const keys = Object.entries(order)
  items.sort((a, b) => {
    for (const [key, direction] of keys) {
      const difference = toText(a[key]).localeCompare(toText(b[key]), 'en', { numeric: true })
      if (difference !== 0) return toText(direction).toUpperCase() === 'DESC' ? -difference : difference
    }
    return Number(a['id']) - Number(b['id'])
  })
}
