// imopenlines.config.*, imopenlines.revision.get: the open lines themselves.
import { emptyAsList } from '../rest/php-array.ts'
import type { Method, MethodMap, Params } from '../rest/method.ts'
import type { Line } from '../world/model.ts'
import type { State } from '../world/state.ts'
import { lineSettings } from './line-settings.ts'
import { isEmpty, isYes, param, refuse, toInt, toList, toMap, toText } from './params.ts'

type Json = Record<string, unknown>

const PARAMS_KEYS = ['select', 'filter', 'order', 'limit', 'offset']
const OPTIONS_KEYS = ['QUEUE', 'CONFIG_QUEUE', 'CHECK_PERMISSION']

const invalid = (text: string) => refuse('INVALID_FORMAT', text)

/** Lines, their settings and queues. */
export function lineMethods(state: State): MethodMap {
  const queueFields = (line: Line): Json =>
    Object.fromEntries(
      line.queue.map((userId) => {
        const user = state.user(userId)
        return [
          userId,
          {
            USER_NAME: user?.name ?? null,
            USER_WORK_POSITION: user?.workPosition ?? null,
            USER_AVATAR: user?.avatar ? `${state.origin}${user.avatar}` : '',
            USER_AVATAR_ID: null,
          },
        ]
      }),
    )

  const configGet = (params: Params): unknown => {
    const id = toInt(param(params, 'CONFIG_ID'))
    if (id <= 0) throw refuse('CONFIG_ID_EMPTY', "Config ID can't be empty")
    const line = state.lines.get(id)
    if (!line) return false
    const settings = lineSettings(line, isYes(param(params, 'WITH_QUEUE') ?? 'Y'))
    return state.hasQuickAnswerList ? settings : { ...settings, QUICK_ANSWERS_IBLOCK_ID: '0' }
  }

  const configList = (params: Params): unknown => {
    const options = toMap(param(params, 'OPTIONS'))
    const wanted = readList(toMap(param(params, 'PARAMS')))
    if (Object.keys(options).some((key) => !OPTIONS_KEYS.includes(key)))
      throw invalid('Unsupported OPTIONS fields are passed')
    const rows = [...state.lines.values()]
      .map((line) => ({ line, fields: lineSettings(line, false) }))
      .filter(({ fields }) => wanted.filter.every(([key, value]) => toText(fields[key]) === toText(value)))
      .toSorted((a, b) => wanted.compare(a.fields, b.fields))
      .slice(wanted.offset, wanted.offset + wanted.limit)
    return rows.map(({ line, fields }) => ({
      ...pickFields(fields, wanted.select),
      ...(isYes(options['QUEUE'])
        ? { QUEUE: [...line.queue], QUEUE_USERS_FIELDS: emptyAsList(queueFields(line)) }
        : {}),
      ...(isYes(options['CONFIG_QUEUE'])
        ? { CONFIG_QUEUE: line.queue.map((userId) => ({ ENTITY_ID: String(userId), ENTITY_TYPE: 'user' })) }
        : {}),
    }))
  }

  const method = (run: Method['run']): Method => ({ scope: 'imopenlines', seconds: 0.05, run })
  return {
    'imopenlines.config.get': method(configGet),
    'imopenlines.config.list.get': method(configList),
    'imopenlines.config.path.get': method(() => ({ SERVER_ADDRESS: state.origin, PUBLIC_PATH: '/contact_center/' })),
    'imopenlines.revision.get': method(() => ({ rest: 2, web: 1, mobile: 1 })),
  }
}

const pickFields = (fields: Json, select: readonly string[]): Json =>
  Object.fromEntries(Object.entries(fields).filter(([key]) => select.length === 0 || select.includes(key)))

function readList(given: Params) {
  if (Object.keys(given).some((key) => !PARAMS_KEYS.includes(key)))
    throw invalid('Unsupported PARAMS fields are passed')
  for (const key of ['limit', 'offset']) {
    if (!isEmpty(given[key]) && toInt(given[key]) < 0)
      throw invalid(`A non-negative integer is expected in the PARAMS field '${key}'`)
  }
  for (const key of ['filter', 'order', 'select']) {
    const value = given[key]
    if (value !== undefined && (value === null || typeof value !== 'object'))
      throw invalid(`A wrong format for the PARAMS field '${key}' is passed`)
  }
  const [orderBy = 'ID', direction = 'ASC'] = Object.entries(toMap(given['order']))[0] ?? []
  const sign = toText(direction).toUpperCase() === 'DESC' ? -1 : 1
  return {
    select: toList(given['select']).map(toText),
    filter: Object.entries(toMap(given['filter'])),
    compare: (a: Json, b: Json): number =>
      sign * toText(a[orderBy]).localeCompare(toText(b[orderBy]), 'en', { numeric: true }),
    limit: isEmpty(given['limit']) ? 50 : Math.min(200, toInt(given['limit'])),
    offset: toInt(given['offset']),
  }
}
