import { newestWindow, type MessageWindow } from '@/domain/message-window'
import type { Dialog } from '@/domain/chat'
import type { ChatId, SessionId } from '@/domain/ids'
import { PortalError } from '../portal-error'
import type { BatchCalls, Rest, SubAnswer } from '../transport/rest-client'
import { toMemberPage, toSessionHistory } from '../wire/conversation'

/** Messages of one page of im.dialog.messages.get; the portal's maximum is 50. */
export const PAGE_SIZE = 50
const NEWEST_SIZE = 30

/** The newest messages of a chat, and how they were read. */
export interface ConversationPage {
  readonly window: MessageWindow
  /** Details that come with a session history. */
  readonly dialog: Dialog | null
}

// LAST_ID 0 means "the newest page"; without it the portal starts at the first unread message.
/** Newest page of a chat the caller is in, as a sub-call; takes an id or a reference. */
export const memberCall = (chatId: ChatId | string): BatchCalls[string] => [
  'im.dialog.messages.get',
  { DIALOG_ID: `chat${chatId}`, LAST_ID: 0, LIMIT: NEWEST_SIZE },
]

/**
 * Last session of a chat, readable with a right on the CRM record, as a sub-call; takes an id or a reference. By the session's number where
 * that is known: portals up to imopenlines 25.0 know no other way.
 */
export const historyCall = (chatId: ChatId | string, sessionId: SessionId | null = null): BatchCalls[string] => [
  'imopenlines.session.history.get',
  sessionId === null ? { CHAT_ID: typeof chatId === 'string' ? `0${chatId}` : chatId } : { SESSION_ID: sessionId },
]

// Only a user who isn't in the chat reads its history: a member whose call failed for another reason is still a member.
const isNotMember = (member: SubAnswer | null): boolean =>
  !member || member.ok || member.error.kind === 'forbidden' || member.error.kind === 'refused'

const errorOf = (answer: SubAnswer | null): PortalError | null => (answer && !answer.ok ? answer.error : null)

/** Combines both results: the member's page if that call succeeded, the last session if the portal says that the caller isn't a member. */
export const readConversation = (
  member: SubAnswer | null,
  history: SubAnswer | null,
  origin: string,
): { readonly page: ConversationPage | null; readonly error: PortalError | null } => {
  const asMember = member?.ok ? toMemberPage(member.value, origin) : null
  if (asMember) {
    const window = newestWindow(asMember.chatId, 'member', asMember, asMember.messages.length >= NEWEST_SIZE)
    return { page: { window, dialog: null }, error: null }
  }
  const session = history?.ok && isNotMember(member) ? toSessionHistory(history.value, origin) : null
  if (session)
    return {
      page: { window: newestWindow(session.chatId, 'history', session, false), dialog: session.dialog },
      error: null,
    }
  const outside = isNotMember(member) ? errorOf(history) : null
  return { page: null, error: outside ?? errorOf(member) ?? new PortalError('malformed', 'NO_MESSAGES') }
}

/** The newest messages of a chat in one request; `sessionId`: its open session. Throws PortalError, `forbidden` when both ways are refused. */
export const fetchNewestMessages = async (
  rest: Rest,
  origin: string,
  chatId: ChatId,
  sessionId: SessionId | null = null,
): Promise<ConversationPage> => {
  const answer = await rest.batch({ member: memberCall(chatId), history: historyCall(chatId, sessionId) })
  const { page, error } = readConversation(answer('member'), answer('history'), origin)
  if (!page || page.window.chatId !== chatId) throw error ?? new PortalError('malformed', 'OTHER_CHAT')
  return page
}
