// crm.activity.list, for the activities that Open Channel sessions are.
import { type Caller, type MethodMap, Page, type Params } from '../rest/method.ts'
import { portalDate } from '../rest/portal-date.ts'
import { canSeeCard } from '../world/access.ts'
import { userCode } from '../world/composite.ts'
import { type CardRef, type CardType, type Chat, type Session, STATUS } from '../world/model.ts'
import type { State } from '../world/state.ts'
import { param, toInt, toList, toMap, toText } from './params.ts'

type Json = Record<string, unknown>

const OWNER_TYPE: Readonly<Record<CardType, number>> = { lead: 1, deal: 2, contact: 3, company: 4 }
const PROVIDER = 'IMOPENLINES_SESSION'
const FIRST_ACTIVITY_ID = 8_000
const PAGE = 50

/** Fields of an activity when `select` names none. */
const DEFAULT_FIELDS = ['ID', 'OWNER_ID', 'OWNER_TYPE_ID', 'TYPE_ID', 'PROVIDER_ID', 'SUBJECT', 'CREATED', 'COMPLETED']

/**
 * One activity per session, bound to every card of its chat; the owner is the first of them. Who isn't an administrator gets what they are
 * responsible for, and what belongs to an owner they may read: a session that belongs to a contact they can't see is missing in the deal's
 * list. With several BINDINGS an activity comes once for each that it has.
 */
export function activityMethods(state: State): MethodMap {
  const maySee = (caller: Caller, chat: Chat, session: Session): boolean => {
    const owner = chat.cards[0]
    return (
      caller.isAdmin ||
      session.operatorId === caller.userId ||
      (owner !== undefined && canSeeCard(state, caller.userId, owner))
    )
  }

  const list = (params: Params, caller: Caller): unknown => {
    const filter = toMap(param(params, 'filter'))
    const provider = filter['PROVIDER_ID']
    const bindings = toList(filter['BINDINGS']).map((binding) => {
      const { OWNER_TYPE_ID, OWNER_ID } = toMap(binding)
      return { typeId: toInt(OWNER_TYPE_ID), id: toInt(OWNER_ID) }
    })
    const isBound = (card: CardRef, { typeId, id }: { typeId: number; id: number }) =>
      OWNER_TYPE[card.type] === typeId && card.id === id
    const rows = [...state.chats.values()]
      .filter((chat) => chat.kind === 'lines' && (provider === undefined || toText(provider) === PROVIDER))
      .flatMap((chat) => {
        const times =
          'BINDINGS' in filter ? bindings.filter((one) => chat.cards.some((card) => isBound(card, one))) : [0]
        return chat.sessions
          .filter((session) => maySee(caller, chat, session))
          .flatMap((session) => times.map(() => activity(chat, session)))
      })
    const [key, direction] = Object.entries(toMap(param(params, 'order')))[0] ?? ['START_TIME', 'ASC']
    const sign = toText(direction).toUpperCase() === 'DESC' ? -1 : 1
    rows.sort((a, b) => sign * toText(a[key]).localeCompare(toText(b[key]), 'en', { numeric: true }))

    const select = toList(param(params, 'select')).map(toText)
    const wanted = select.length > 0 ? select : DEFAULT_FIELDS
    const start = Math.max(0, toInt(param(params, 'start')))
    const page = rows
      .slice(start, start + PAGE)
      .map((row) =>
        select.includes('*')
          ? row
          : Object.fromEntries(wanted.filter((name) => name in row).map((name) => [name, row[name]])),
      )
    return new Page(page, rows.length, start + PAGE < rows.length ? start + PAGE : undefined)
  }

  const activity = (chat: Chat, session: Session): Json => {
    const owner = chat.cards[0]
    const isClosed = session.status >= STATUS.close
    const start = portalDate(session.createdAt)
    const end = isClosed ? portalDate(session.closedAt ?? session.modifiedAt) : start
    return {
      ID: String(FIRST_ACTIVITY_ID + session.id),
      OWNER_ID: String(owner?.id ?? 0),
      OWNER_TYPE_ID: String(owner ? OWNER_TYPE[owner.type] : 0),
      TYPE_ID: '6',
      PROVIDER_ID: PROVIDER,
      PROVIDER_TYPE_ID: String(session.lineId),
      ASSOCIATED_ENTITY_ID: String(session.id),
      SUBJECT: `Open Channel conversation: ${chat.title}`,
      CREATED: start,
      START_TIME: start,
      // An open one ends when it begins.
      END_TIME: end,
      DEADLINE: isClosed ? end : '9999-12-31T00:00:00+02:00',
      COMPLETED: isClosed ? 'Y' : 'N',
      DIRECTION: '1',
      RESPONSIBLE_ID: String(session.operatorId || 1),
      ORIGIN_ID: `IMOL_${session.id}`,
      PROVIDER_PARAMS: { USER_CODE: userCode(chat) },
      RESULT_STATUS: session.status >= STATUS.operator ? '2' : '1',
      RESULT_SOURCE_ID: chat.connectors[0] ?? '',
      SETTINGS: [],
    }
  }

  return { 'crm.activity.list': { scope: 'crm', seconds: 0.25, run: list } }
}
