import type { CrmItem } from '@/domain/crm'
import { type ChatId, type SessionId, toId } from '@/domain/ids'
import type { MessagePage } from '@/domain/message-window'
import { PortalError } from '../portal-error'
import type { BatchCalls, Rest } from '../transport/rest-client'
import { type SessionHistory, toSessionHistory } from '../wire/conversation'
import { toList, toRecord, toText } from '../wire/php-json'
import { bindMethods } from './bind-methods'
import { entityTypeIds } from './start-calls'

/** One session of a card, as its CRM activity tells it. */
interface CardSession {
  readonly sessionId: SessionId
  /** `connector|line|chat|user`, which names the chat (entity_id); null = not told. */
  readonly userCode: string | null
}

/** Rows of one page of crm.activity.list. */
const PAGE_SIZE = 50

/**
 * Sessions of a card, newest first (crm.activity.list: a session is an activity of the provider IMOPENLINES_SESSION, its number is
 * ASSOCIATED_ENTITY_ID). Sessions that belong to a record which the caller may not read are missing, so absence proves nothing.
 * `page` counts from 0; fewer than all of a page's rows = the last one. Throws PortalError.
 */
export const fetchCardSessions = async (
  rest: Rest,
  { type, id }: CrmItem,
  page: number,
): Promise<{ readonly sessions: readonly CardSession[]; readonly more: boolean }> => {
  const rows = toList(
    await rest.call('crm.activity.list', {
      order: { ID: 'DESC' },
      filter: {
        PROVIDER_ID: 'IMOPENLINES_SESSION',
        BINDINGS: [{ OWNER_TYPE_ID: entityTypeIds[type], OWNER_ID: id }],
      },
      select: ['ID', 'ASSOCIATED_ENTITY_ID', 'ORIGIN_ID', 'PROVIDER_PARAMS'],
      start: page * PAGE_SIZE,
    }),
  )
  const sessions = new Map<SessionId, CardSession>()
  for (const item of rows) {
    const row = toRecord(item)
    const sessionId =
      toId<SessionId>(row['ASSOCIATED_ENTITY_ID']) ??
      toId<SessionId>(/^IMOL_(\d+)$/.exec(toText(row['ORIGIN_ID']))?.[1])
    if (sessionId === null) continue
    const userCode = toText(toRecord(row['PROVIDER_PARAMS'])['USER_CODE']).replace(/^imol\|/, '')
    sessions.set(sessionId, { sessionId, userCode: userCode === '' ? null : userCode })
  }
  return { sessions: [...sessions.values()], more: rows.length >= PAGE_SIZE }
}

/** What was read of several sessions. */
export interface ReadSessions {
  readonly pages: ReadonlyMap<SessionId, MessagePage & Pick<SessionHistory, 'dialog'>>
  /** Sessions of another chat. */
  readonly foreign: readonly SessionId[]
  /** Sessions that the portal refuses to this caller. */
  readonly refused: readonly SessionId[]
}

/**
 * Whole sessions of a chat in one request (imopenlines.session.history.get by SESSION_ID), in a batch, which tells a missing right from a
 * missing plan. `sessionIds`: newest first. What lies beyond one that failed for another reason than a missing right, or isn't understood, is
 * left out, or a hole would remain. Throws that PortalError when it was the first.
 */
export const fetchSessions = async (
  rest: Rest,
  origin: string,
  chatId: ChatId,
  sessionIds: readonly SessionId[],
): Promise<ReadSessions> => {
  const calls: Record<string, BatchCalls[string]> = Object.fromEntries(
    sessionIds.map((id) => [`s${id}`, ['imopenlines.session.history.get', { SESSION_ID: id }]]),
  )
  const answer = await rest.batch(calls)
  const pages = new Map<SessionId, MessagePage & Pick<SessionHistory, 'dialog'>>()
  const foreign: SessionId[] = []
  const refused: SessionId[] = []
  for (const id of sessionIds) {
    const sub = answer(`s${id}`)
    const session = sub.ok ? toSessionHistory(sub.value, origin) : null
    if (session?.chatId === chatId) pages.set(id, session)
    else if (session) foreign.push(id)
    else if (!sub.ok && sub.error.kind === 'forbidden') refused.push(id)
    else if (id !== sessionIds[0]) break
    else throw sub.ok ? new PortalError('malformed', 'NO_SESSION') : sub.error
  }
  return { pages, foreign, refused }
}

/** What of this file is part of `Portal`. */
export const sessionMethods = (rest: Rest, origin: string) => ({
  ...bindMethods({ fetchCardSessions }, rest),
  ...bindMethods({ fetchSessions }, rest, origin),
})
