import type { CrmItem } from '@/domain/crm'
import type { ChatId } from '@/domain/ids'
import { type BatchCalls, batchReference, type Rest } from '../transport/rest-client'
import type { StartGatherer } from '../transport/start-gatherer'
import { toMe } from '../wire/person'
import { type CardSnapshot, dialogCall, LINES_CALL, listCall, onlyChats, parseSnapshot } from './card-snapshot'
import { historyCall, memberCall } from './messages'
import { CHANNEL_CALLS, linkCalls, OPTION_CALLS, RECENT_CALL, teamChatCalls } from './start-calls'

/** What decides about a start besides the card. */
export interface StartRequest {
  /** The chat last open in this card; null = none is known, and the one whose session changed last is read. */
  readonly remembered: ChatId | null
  /** Asks for a history, too: the user's last conversation wasn't one that they were in, so the next one may not be, either. */
  readonly asHistory: boolean
  /** Chats of related records are shown. */
  readonly related: boolean
  /** Rows of the list that are in sight when the first answer has come. */
  readonly rowsInSight: () => number
}

/** The first answer: the caller, the card's chats with nothing told of their state, details and newest messages of one chat. */
export interface CardStart extends CardSnapshot {
  /** The chat that was read; null = the card has none. */
  readonly opened: ChatId | null
  /** The second answer: which chats are active, the caller's own ones, details of the first rows. Rejects with PortalError. */
  readonly following: Promise<CardSnapshot>
}

/** Details cost the portal 150 ms each, and the list waits for them: no more rows than these, however high the frame is. */
const MAX_ROWS = 8

/** Sends the second request: what people look at next. Details beyond it are requested by the rows on screen. */
const fetchFollowing = async (
  gatherer: StartGatherer,
  origin: string,
  item: CrmItem,
  { chats, dialogs, refused }: CardSnapshot,
  { related, rowsInSight }: StartRequest,
): Promise<CardSnapshot> => {
  const rows = chats ?? []
  const missing = rows.filter(({ id }) => !dialogs.has(id) && !refused.has(id))
  const calls: BatchCalls = {
    ...(rows.length > 0 && {
      active: listCall(item, 'Y'),
      recent: RECENT_CALL,
      lines: LINES_CALL,
      ...Object.fromEntries(
        missing
          .slice(0, Math.max(0, Math.min(rowsInSight(), MAX_ROWS) - dialogs.size))
          .map(({ id }, place) => [`d${place}`, dialogCall(id)]),
      ),
    }),
    ...OPTION_CALLS,
    ...CHANNEL_CALLS,
    ...(related && linkCalls(item)),
    ...teamChatCalls(item),
  }
  return parseSnapshot(await gatherer.ahead(calls), calls, origin, rows)
}

/**
 * Reads what the first conversation needs, in one request: the caller, the card's chats, and of one chat the details and newest messages,
 * by a reference where its id isn't known yet. Then sends the second request (`following`). Throws PortalError, `forbidden` when the caller
 * may not see the record.
 */
export const fetchInitialCard = async (
  rest: Rest,
  gatherer: StartGatherer,
  origin: string,
  item: CrmItem,
  request: StartRequest,
): Promise<CardStart> => {
  const { remembered, asHistory } = request
  gatherer.begin()
  const chatId = remembered ?? batchReference('chats', 0, 'CHAT_ID')
  const calls: BatchCalls = {
    me: ['profile'],
    chats: listCall(item, 'N'),
    d0: dialogCall(chatId),
    p0m: memberCall(chatId),
    ...(asHistory && { p0h: historyCall(chatId) }),
  }
  const read = parseSnapshot(await rest.batch(calls), calls, origin)
  const known = new Set(read.chats?.map((chat) => chat.id))
  const own = onlyChats(read, known)
  const snapshot: CardSnapshot = {
    ...own,
    // Without the caller nothing can be shown: a profile that failed inside a successful batch is read by a request of its own.
    me: read.me ?? toMe(await rest.call('profile')),
    // A member's call alone doesn't tell whether the chat can be read as a history.
    unreadable: asHistory ? own.unreadable : new Map(),
  }
  const following = fetchFollowing(gatherer, origin, item, snapshot, request)
  // Who takes the start handles it; until then it must not count as unhandled.
  following.catch(() => undefined)
  return {
    ...snapshot,
    opened: remembered !== null && known.has(remembered) ? remembered : (read.chats?.[0]?.id ?? null),
    following,
  }
}
