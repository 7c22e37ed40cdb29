import { crmItemKey, type CrmEntityType, type CrmItem } from '@/domain/crm'
import type { BatchCalls } from '../transport/rest-client'
import type { BackgroundRest } from '../transport/start-gatherer'
import { toRecord, toText } from '../wire/php-json'
import { bindMethods } from './bind-methods'
import { entityTypeIds } from './start-calls'

/** The title of a record from crm.item.get; '' = none. */
export const titleOf = (type: CrmEntityType, value: unknown): string => {
  const item = toRecord(toRecord(value)['item'])
  if (type !== 'contact') return toText(item['title']).trim()
  return [item['name'], item['lastName']]
    .map((part) => toText(part).trim())
    .filter(Boolean)
    .join(' ')
}

/** Titles of CRM records by crmItemKey (crm.item.get, one batch); records that the caller may not see are left out. */
const fetchCrmTitles = async (
  rest: BackgroundRest,
  items: readonly CrmItem[],
): Promise<ReadonlyMap<string, string>> => {
  const calls: Record<string, BatchCalls[string]> = {}
  for (const [index, item] of items.entries())
    calls[`t${index}`] = ['crm.item.get', { entityTypeId: entityTypeIds[item.type], id: item.id }]
  const answer = await rest.batch(calls)
  const titles = new Map<string, string>()
  for (const [index, item] of items.entries()) {
    const sub = answer(`t${index}`)
    const title = sub.ok ? titleOf(item.type, sub.value) : ''
    if (title) titles.set(crmItemKey(item), title)
  }
  return titles
}

/** What of this file is part of `Portal`. */
export const crmMethods = (rest: BackgroundRest) => bindMethods({ fetchCrmTitles }, rest)
