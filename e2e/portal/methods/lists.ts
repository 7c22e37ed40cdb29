// lists.element.get, for the one list that matters here: the quick answers of the lines.
import { type Caller, type Method, type MethodMap, Page, type Params } from '../rest/method.ts'
import type { State } from '../world/state.ts'
import { QUICK_ANSWERS_LIST } from './line-settings.ts'
import { isEmpty, param, refuse, toInt, toText } from './params.ts'

const PAGE = 50

/** A list's database has no characters beyond the basic plane: they are stored as the bytes of their UTF-8. */
const encodeEmoji = (text: string): string =>
  text.replace(/[\u{10000}-\u{10ffff}]/gu, (char) => `:${Buffer.from(char).toString('hex')}:`)

/** Universal lists. */
export function listMethods(state: State): MethodMap {
  /** Operators of a line may read and change its quick answers. */
  const mayRead = ({ userId, isAdmin }: Caller): boolean =>
    isAdmin || [...state.lines.values()].some((line) => line.queue.includes(userId))

  const elementGet = (params: Params, caller: Caller): unknown => {
    for (const name of ['IBLOCK_TYPE_ID', 'IBLOCK_ID'])
      if (isEmpty(param(params, name)))
        throw refuse('ERROR_REQUIRED_PARAMETERS_MISSING', `Required parameter "${name}" is missing`)
    const isThere =
      toText(param(params, 'IBLOCK_TYPE_ID')) === 'lists' && toInt(param(params, 'IBLOCK_ID')) === QUICK_ANSWERS_LIST
    if (!isThere) throw refuse('ERROR_IBLOCK_NOT_FOUND', 'List not found')
    if (!mayRead(caller)) throw refuse('ACCESS_DENIED', 'Access denied')
    const start = Math.max(0, toInt(param(params, 'start')))
    const all = state.quickAnswers.map((text, index) => ({
      ID: String(index + 1),
      IBLOCK_ID: String(QUICK_ANSWERS_LIST),
      NAME: encodeEmoji(text.slice(0, 40)),
      IBLOCK_SECTION_ID: null,
      CREATED_BY: '1',
      DETAIL_TEXT: encodeEmoji(text),
      SORT: '1',
    }))
    const next = start + PAGE < all.length ? start + PAGE : undefined
    return new Page(all.slice(start, start + PAGE), all.length, next)
  }

  const method = (run: Method['run']): Method => ({ scope: 'lists', seconds: 0.05, run })
  return { 'lists.element.get': method(elementGet) }
}
