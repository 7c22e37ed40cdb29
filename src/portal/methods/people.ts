import type { TransferOption } from '@/domain/chat-action-entry'
import { type LineId, toId, type UserId } from '@/domain/ids'
import { portalNow } from '@/lib/portal-clock'
import type { Rest } from '../transport/rest-client'
import { toPeople } from '../wire/person'
import { toFlag, toList, toRecord, toText, toTime } from '../wire/php-json'
import { bindMethods } from './bind-methods'

/** Whether the caller is an extranet user (im.user.get without an id returns the caller). Throws PortalError. */
const isExtranetUser = async (rest: Rest): Promise<boolean> =>
  toFlag(toRecord(await rest.call('im.user.get'))['extranet'])

/** A user active within this time counts as online: the portal's status is what they have chosen, not whether they are there. */
const PRESENT_MS = 15 * 60_000

const people = (value: unknown, origin: string): readonly TransferOption[] => {
  const raw = new Map(toList(value).map((one) => [toId<UserId>(toRecord(one)['id']), toRecord(one)]))
  return [...toPeople(value, origin).values()]
    .filter(({ kind }) => kind === 'operator')
    .map((person) => {
      const user = raw.get(person.id) ?? {}
      const busy = [user['absent'], user['idle']].some(
        (since) => since !== undefined && since !== null && since !== false,
      )
      const seenAt = toTime(user['last_activity_date'])
      const away = busy || seenAt === null || portalNow() - seenAt > PRESENT_MS
      return { kind: 'person', id: person.id, name: person.name, position: person.position, person, away }
    })
}

/** People whose name or position begins with the text (im.search.user.list); none for fewer than 2 characters. Throws PortalError. */
const searchPeople = async (rest: Rest, origin: string, query: string): Promise<readonly TransferOption[]> => {
  if ([...query.trim()].length < 2) return []
  return people(await rest.callWithText('im.search.user.list', { FIND: query.trim(), LIMIT: 20 }), origin)
}

/**
 * Targets that need no search: active lines, and the people in the queue of the chat's own line (imopenlines.config.list.get, then
 * im.user.list.get). Throws PortalError.
 */
const fetchTransferTargets = async (
  rest: Rest,
  origin: string,
  lineId: LineId | null,
): Promise<readonly TransferOption[]> => {
  const rows = toList(
    await rest.call('imopenlines.config.list.get', {
      PARAMS: { select: ['ID', 'LINE_NAME', 'ACTIVE'], limit: 200 },
      OPTIONS: { QUEUE: 'Y' },
    }),
  ).map(toRecord)
  const lines = rows.flatMap((row): TransferOption[] => {
    const id = toId<LineId>(row['ID'])
    if (id === null || !toFlag(row['ACTIVE'])) return []
    return [{ kind: 'line', id, name: toText(row['LINE_NAME']).trim() || `#${id}` }]
  })
  const own = rows.find((row) => toId<LineId>(row['ID']) === lineId)
  const queue = own ? toList(own['QUEUE']).flatMap((id) => toId<UserId>(id) ?? []) : []
  const staff = queue.length > 0 ? await rest.call('im.user.list.get', { ID: queue.slice(0, 50) }) : []
  return [...people(staff, origin), ...lines]
}

/** What of this file is part of `Portal`. */
export const peopleMethods = (rest: Rest, origin: string) => ({
  ...bindMethods({ isExtranetUser }, rest),
  ...bindMethods({ fetchTransferTargets, searchPeople }, rest, origin),
})
