// im.user.*, im.search.user.list: people as the messenger knows them, clients and bots included.
import { emptyAsList } from '../rest/php-array.ts'
import { type Caller, type Method, type MethodMap, Page, type Params } from '../rest/method.ts'
import type { State } from '../world/state.ts'
import { isYes, limitOf, param, refuse, toInt, toText } from './params.ts'
import { imUser } from './user-view.ts'

/** Methods about people. */
export function peopleMethods(state: State): MethodMap {
  const get = (params: Params, caller: Caller): unknown => {
    const given = param(params, 'ID')
    const id = given === undefined ? caller.userId : toInt(given)
    if (id <= 0) throw refuse('ID_EMPTY', "User ID can't be empty")
    const user = state.user(id)
    if (!user) throw refuse('USER_NOT_EXISTS', 'User does not exist')
    if (!mayKnow(state, caller.userId, id))
      throw refuse('ACCESS_DENIED', 'You can request only users who are part of your extranet group')
    return imUser(state, user)
  }

  const listGet = (params: Params, caller: Caller): unknown => {
    const known = readIdList(param(params, 'ID')).filter((id) => mayKnow(state, caller.userId, id))
    const users = known.map((id) => [id, state.user(id)] as const)
    if (toText(param(params, 'RESULT_TYPE')) === 'array')
      return users.flatMap(([, user]) => (user ? [imUser(state, user)] : []))
    return emptyAsList(Object.fromEntries(users.map(([id, user]) => [id, user ? imUser(state, user) : null])))
  }

  const search = (params: Params, caller: Caller): unknown => {
    const find = toText(param(params, 'FIND')).trim().toLowerCase()
    if (find.length < 2) throw refuse('FIND_SHORT', 'Too short a search phrase')
    const business = isYes(param(params, 'BUSINESS'))
    const found = [...state.users.values()].filter(
      (user) =>
        !user.connector &&
        mayKnow(state, caller.userId, user.id) &&
        !(business && user.bot) &&
        find.split(/\s+/).every((word) =>
          `${user.name} ${user.workPosition}`
            .toLowerCase()
            .split(/\s+/)
            .some((part) => part.startsWith(word)),
        ),
    )
    const offset = toInt(param(params, 'OFFSET'))
    const limit = limitOf(param(params, 'LIMIT'), 10, 50)
    const page = found.slice(offset, offset + limit).map((user) => [user.id, foundUser(imUser(state, user))] as const)
    const next = offset + limit < found.length ? offset + limit : undefined
    return new Page(emptyAsList(Object.fromEntries(page)), found.length, next)
  }

  const method = (seconds: number, run: Method['run']): Method => ({ scope: 'im', seconds, run })
  return {
    'im.user.get': method(0.02, get),
    'im.user.list.get': method(0.04, listGet),
    'im.user.status.get': method(0.01, () => 'online'),
    'im.search.user.list': method(0.06, search),
  }
}

/** Extranet users know themselves and members of their chats. */
function mayKnow(state: State, callerId: number, userId: number): boolean {
  if (state.user(callerId)?.extranet !== true || callerId === userId) return true
  return [...state.chats.values()].some(({ members }) => members.has(callerId) && members.has(userId))
}

const NOT_IN_SEARCH = new Set(['active', 'avatar_hr', 'desktop_last_date', 'bot_data', 'type', 'website', 'email'])

/** Search returns fewer keys than the other methods. */
function foundUser(view: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(view).filter(([key]) => !NOT_IN_SEARCH.has(key)))
}

/** Ids as a list, a map or a JSON string. */
function readIdList(value: unknown): number[] {
  let list: unknown = value
  if (typeof value === 'string') {
    try {
      list = JSON.parse(value)
    } catch {
      list = undefined
    }
  }
  if (list === null || typeof list !== 'object')
    throw refuse('INVALID_FORMAT', 'A wrong format for the ID field is passed')
  return Object.values(list)
    .map(toInt)
    .filter((id) => id > 0)
}
