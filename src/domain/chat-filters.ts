import type { Chat } from './chat'
import type { UserId } from './ids'

/** Fields of the filter, in display order. */
export const filterFields = ['status', 'line', 'channel', 'operator'] as const
export type FilterField = (typeof filterFields)[number]

/** Relations of a chat to the caller; a chat may have several. */
export const statuses = ['waiting', 'mine', 'queue', 'colleagues', 'closed'] as const
/** waiting = the client waits for an answer; queue = not accepted by any operator; mine, colleagues = owner of an open chat. */
export type FilterStatus = (typeof statuses)[number]

/** One chosen value. `value`: a FilterStatus, the line's id, the connector's code, the operator's id. */
export interface FilterValue {
  readonly field: FilterField
  readonly value: string
  /** The name in the portal; a status is named by the dictionaries. */
  readonly name: string
}

/** A value that occurs among the chats, and in how many of them. */
export interface CountedFilterValue extends FilterValue {
  readonly count: number
}

const statusesOf = (chat: Chat, me: UserId | null): readonly FilterStatus[] => {
  const owner = chat.state === 'closed' || chat.state === 'queue' ? null : (chat.dialog?.ownerId ?? null)
  return statuses.filter((status) => {
    if (status === 'waiting') return chat.waitingSince !== null
    if (status === 'mine') return owner !== null && owner === me
    if (status === 'colleagues') return owner !== null && me !== null && owner !== me
    return chat.state === status
  })
}

const valuesOf = (chat: Chat, field: FilterField, me: UserId | null): readonly FilterValue[] => {
  const { dialog, lineName, operatorId, operatorName, channel } = chat
  if (field === 'status') return statusesOf(chat, me).map((value) => ({ field, value, name: value }))
  if (field === 'channel') return [{ field, value: channel.connector, name: channel.title }]
  if (field === 'line') {
    const id = dialog?.lineId ?? null
    return id === null ? [] : [{ field, value: String(id), name: lineName ?? `#${id}` }]
  }
  return operatorId === null ? [] : [{ field, value: String(operatorId), name: operatorName ?? `#${operatorId}` }]
}

/** Details that have not been loaded may still match; refused ones never do. */
const isUndecided = (chat: Chat): boolean => chat.dialog === null && !chat.detailsRefused

/**
 * Whether a chat matches: one of the chosen values of every field that has any. unknown = the details that decide it are not loaded.
 */
export const matches = (chat: Chat, chosen: readonly FilterValue[], me: UserId | null): 'yes' | 'no' | 'unknown' => {
  let answer: 'yes' | 'unknown' = 'yes'
  for (const field of filterFields) {
    const wanted = chosen.filter((choice) => choice.field === field)
    if (wanted.length === 0) continue
    const has = valuesOf(chat, field, me)
    if (wanted.some(({ value }) => has.some((one) => one.value === value))) continue
    if (field === 'channel' || !isUndecided(chat)) return 'no'
    answer = 'unknown'
  }
  return answer
}

/** Number of chats without the details that contain line, operator and status. */
export const countUnknown = (chats: readonly Chat[]): number => chats.filter(isUndecided).length

/** Values of a field that occur among these chats: statuses in their fixed order, everything else the most frequent first. */
export const filterValues = (
  chats: readonly Chat[],
  field: FilterField,
  me: UserId | null,
): readonly CountedFilterValue[] => {
  const found = new Map<string, CountedFilterValue>()
  for (const chat of chats)
    for (const choice of valuesOf(chat, field, me))
      found.set(choice.value, { ...choice, count: (found.get(choice.value)?.count ?? 0) + 1 })
  const all = [...found.values()]
  return field === 'status'
    ? statuses.flatMap((status) => found.get(status) ?? [])
    : all.toSorted((a, b) => b.count - a.count || a.name.localeCompare(b.name))
}

/** Adds the value to the chosen ones, or removes it. */
export const toggle = (chosen: readonly FilterValue[], { field, value, name }: FilterValue): readonly FilterValue[] => {
  const others = chosen.filter((one) => one.field !== field || one.value !== value)
  return others.length < chosen.length ? others : [...chosen, { field, value, name }]
}

/** Orders of the list: by urgency, by the longest wait, by the last activity. */
export const listOrders = ['attention', 'longest', 'newest'] as const
export type ListOrder = (typeof listOrders)[number]

/** Sorts chats that are already in order of urgency; closed ones stay last in any order. */
export const sortChats = (chats: readonly Chat[], order: ListOrder): readonly Chat[] => {
  if (order === 'attention') return chats
  // toSorted is stable: equal chats stay in order of urgency.
  return chats.toSorted((a, b) =>
    order === 'longest'
      ? (a.waitingSince ?? Infinity) - (b.waitingSince ?? Infinity) || 0
      : (b.activeAt ?? 0) - (a.activeAt ?? 0),
  )
}
