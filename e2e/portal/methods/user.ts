// user.*, profile: who is calling, who works here. Clients and bots are not among them.
import { portalDate } from '../rest/portal-date.ts'
import { type Caller, type Method, type MethodMap, Page, type Params } from '../rest/method.ts'
import type { PortalUser } from '../world/model.ts'
import type { State } from '../world/state.ts'
import { isEmpty, param, refuse, toInt, toList, toMap, toText } from './params.ts'

type Json = Record<string, unknown>

const PAGE = 50

/** Methods about employees. */
export function userMethods(state: State): MethodMap {
  const callerOf = (caller: Caller): PortalUser => {
    const user = state.user(caller.userId)
    if (!user) throw refuse('NO_AUTH_FOUND', 'Wrong authorization data', 401)
    return user
  }

  const list = (params: Params): unknown => {
    const filter = { ...toMap(param(params, 'FILTER')), ...params }
    const found = state.staff
      .map((user) => employee(state, user))
      .filter((user) => matches(user, filter))
      .toSorted((a, b) => toInt(a['ID']) - toInt(b['ID']))
    const start = toInt(param(params, 'start'))
    const from = Math.max(0, start)
    const next = from + PAGE < found.length ? from + PAGE : undefined
    const page = found.slice(from, from + PAGE)
    return start < 0 ? page : new Page(page, found.length, next)
  }

  const profile = (_: Params, caller: Caller): unknown => {
    const user = callerOf(caller)
    return {
      ID: String(user.id),
      ADMIN: user.isAdmin,
      NAME: user.firstName,
      LAST_NAME: user.lastName,
      PERSONAL_GENDER: user.gender,
      TIME_ZONE: '',
      ...(user.avatar ? { PERSONAL_PHOTO: `${state.origin}${user.avatar}` } : {}),
    }
  }

  const current = (_: Params, caller: Caller): unknown => {
    const { USER_TYPE: _type, TIMESTAMP_X: _stamp, ...user } = employee(state, callerOf(caller))
    return { ...user, LAST_ACTIVITY_DATE: portalDate(state.now()).slice(0, 19).replace('T', ' ') }
  }

  const method = (scope: string | null, run: Method['run']): Method => ({ scope, seconds: 0.03, run })
  return {
    profile: method(null, profile),
    'user.current': method('user', current),
    'user.admin': method(null, (_, caller) => callerOf(caller).isAdmin),
    'user.get': method('user', list),
    'user.search': method('user', list),
  }
}

function employee(state: State, user: PortalUser): Json {
  return {
    ID: String(user.id),
    ACTIVE: user.active,
    NAME: user.firstName,
    LAST_NAME: user.lastName,
    EMAIL: user.email,
    LAST_LOGIN: portalDate(state.now() - 3_600_000),
    DATE_REGISTER: '2024-07-15T00:00:00+00:00',
    IS_ONLINE: 'Y',
    TIMESTAMP_X: {},
    LAST_ACTIVITY_DATE: {},
    PERSONAL_GENDER: user.gender,
    PERSONAL_BIRTHDAY: '',
    WORK_POSITION: user.workPosition,
    UF_EMPLOYMENT_DATE: '',
    UF_DEPARTMENT: user.extranet ? [] : [1],
    USER_TYPE: user.extranet ? 'extranet' : 'employee',
    ...(user.avatar ? { PERSONAL_PHOTO: `${state.origin}${user.avatar}` } : {}),
  }
}

/** ID, NAME, LAST_NAME, ACTIVE and the free-text FIND / NAME_SEARCH; other keys don't narrow the list. */
function matches(user: Json, filter: Params): boolean {
  const find = filter['FIND'] ?? filter['NAME_SEARCH']
  if (!isEmpty(find)) {
    const words = `${toText(user['NAME'])} ${toText(user['LAST_NAME'])} ${toText(user['WORK_POSITION'])}`.toLowerCase()
    if (!words.includes(toText(find).toLowerCase())) return false
  }
  return ['ID', 'NAME', 'LAST_NAME', 'ACTIVE'].every((key) => {
    const wanted = filter[key] ?? filter[`=${key}`] ?? filter[`@${key}`]
    if (isEmpty(wanted)) return true
    const list = (wanted !== null && typeof wanted === 'object' ? toList(wanted) : [wanted]).map(toText)
    return list.includes(toText(user[key]))
  })
}
