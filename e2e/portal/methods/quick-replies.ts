// imopenlines.v2.QuickReply.list: the quick answers of a line, without the scope `lists`. Newer servers only.
import { type Caller, type MethodMap, type Params, RestError } from '../rest/method.ts'
import type { State } from '../world/state.ts'
import { QUICK_ANSWERS_LIST } from './line-settings.ts'
import { limitOf, param, refuse, toInt, toText } from './params.ts'

const NAME_LENGTH = 40
const SECTION = { id: 7, name: 'Common', code: '' }

/** Quick replies. A missing right is no refusal: `canView` is false then, and the lists are empty. */
export function quickReplyMethods(state: State): MethodMap {
  const list = (params: Params, caller: Caller): unknown => {
    if (!state.behaviour.quickReplies) throw new RestError(404, 'ERROR_METHOD_NOT_FOUND', 'Method not found!')
    const line = state.lines.get(toInt(param(params, 'lineId')))
    if (!line || !state.hasQuickAnswerList) throw refuse('INVALID_LINE_ID', 'Invalid lineId')
    const canView = caller.isAdmin || line.queue.includes(caller.userId)
    const search = toText(param(params, 'search')).toLowerCase()
    const found = (canView ? state.quickAnswers : [])
      .map((text, index) => ({
        id: index + 1,
        name: text.slice(0, NAME_LENGTH),
        text,
        sectionId: SECTION.id,
        canEdit: false,
        rating: 0,
      }))
      .filter(({ text }) => text.toLowerCase().includes(search))
    const offset = Math.max(0, toInt(param(params, 'offset')))
    return {
      replies: found.slice(offset, offset + limitOf(param(params, 'limit'), 50, 50)),
      sections: canView ? [SECTION] : [],
      totalCount: found.length,
      manageUrl: canView ? `/services/lists/${QUICK_ANSWERS_LIST}/view/0/` : '',
      permissions: { canView, canCreate: caller.isAdmin },
    }
  }
  return { 'imopenlines.v2.QuickReply.list': { scope: 'imopenlines', seconds: 0.1, run: list } }
}
