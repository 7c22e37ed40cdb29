import { newestWindow, type MessagePage, type MessageWindow } from '@/domain/message-window'
import type { Dialog } from '@/domain/chat'
import type { CrmItem } from '@/domain/crm-item'
import { toId, type ChatId, type MessageId, type UserId } from '@/domain/ids'
import { PortalError } from '../portal-error'
import { reference, type BatchCalls, type Rest, type SubAnswer } from '../sdk/rest'
import { toMemberPage, toSessionHistory } from '../wire/conversation'

/** Messages of one page of im.dialog.messages.get; the portal's maximum is 50. */
export const PAGE_SIZE = 50
const NEWEST_SIZE = 30

/** The newest messages of a chat, however they could be read. */
export interface ConversationPage {
  readonly window: MessageWindow
  /** Details that ride along with a session history. */
  readonly dialog: Dialog | null
}

// LAST_ID 0 means "the newest page"; without it the portal starts at the first unread message.
/** Newest page of a chat the caller is in, as a sub-call; takes a number or a reference. */
export const memberCall = (chatId: ChatId | string): BatchCalls[string] => [
  'im.dialog.messages.get',
  { DIALOG_ID: `chat${chatId}`, LAST_ID: 0, LIMIT: NEWEST_SIZE },
]

/** Last session of a chat, open to everybody with a right on the CRM record, as a sub-call; takes a number or a reference. */
export const historyCall = (chatId: ChatId | string): BatchCalls[string] => [
  'imopenlines.session.history.get',
  { CHAT_ID: typeof chatId === 'string' ? `0${chatId}` : chatId },
]

// Only who isn't in the chat reads its history: a member whose call failed for another reason is still a member.
const isOutside = (member: SubAnswer | null): boolean =>
  !member || member.ok || member.error.kind === 'forbidden' || member.error.kind === 'refused'

const errorOf = (answer: SubAnswer | null): PortalError | null => (answer && !answer.ok ? answer.error : null)

/** Puts the two ways together: as a member if that worked, the last session where the portal says that the caller isn't one. */
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
  const session = history?.ok && isOutside(member) ? toSessionHistory(history.value, origin) : null
  if (session)
    return {
      page: { window: newestWindow(session.chatId, 'history', session, false), dialog: session.dialog },
      error: null,
    }
  const outside = isOutside(member) ? errorOf(history) : null
  return { page: null, error: outside ?? errorOf(member) ?? new PortalError('malformed', 'NO_MESSAGES') }
}

/** The newest messages of a chat in one request. Throws PortalError, `forbidden` when neither way is open. */
export const newestMessages = async (rest: Rest, origin: string, chatId: ChatId): Promise<ConversationPage> => {
  const answer = await rest.batch({ member: memberCall(chatId), history: historyCall(chatId) })
  const { page, error } = readConversation(answer('member'), answer('history'), origin)
  if (!page || page.window.chatId !== chatId) throw error ?? new PortalError('malformed', 'OTHER_CHAT')
  return page
}

/** A stretch of messages in one direction. */
export interface Stretch extends MessagePage {
  /** The last page was full: there may be more in this direction. */
  readonly more: boolean
}

/**
 * Up to `pages` pages of 50 in one request, each starting where the one before ended.
 * `older`: below `from`; `newer`: above it (0 = from the very first message).
 */
export const readStretch = async (
  rest: Rest,
  origin: string,
  chatId: ChatId,
  direction: 'older' | 'newer',
  from: MessageId | 0,
  pages: number,
): Promise<Stretch> => {
  const edge = direction === 'older' ? 'LAST_ID' : 'FIRST_ID'
  const calls: Record<string, BatchCalls[string]> = {}
  for (let index = 0; index < pages; index += 1) {
    // A page that wasn't full has no 50th message: the reference becomes "0Array" and the call is refused, which ends the chain.
    const start = index === 0 ? from : `0${reference(`p${index - 1}`, 'messages', PAGE_SIZE - 1, 'id')}`
    calls[`p${index}`] = ['im.dialog.messages.get', { DIALOG_ID: `chat${chatId}`, [edge]: start, LIMIT: PAGE_SIZE }]
  }
  const answer = await rest.batch(calls)
  const messages: MessagePage['messages'][number][] = []
  const people = new Map<UserId, MessagePage['people'] extends ReadonlyMap<UserId, infer P> ? P : never>()
  for (let index = 0; index < pages; index += 1) {
    const sub = answer(`p${index}`)
    if (!sub.ok) {
      if (index === 0) throw sub.error
      break
    }
    const page = toMemberPage(sub.value, origin)
    if (!page || page.chatId !== chatId) throw new PortalError('malformed', 'OTHER_CHAT')
    messages.push(...page.messages)
    for (const [id, person] of page.people) people.set(id, person)
    if (page.messages.length < PAGE_SIZE) return { messages, people, more: false }
  }
  return { messages, people, more: messages.length > 0 }
}

/** Marks a chat read up to a message (im.dialog.read); of no effect for those who aren't in it. */
export const markRead = async (rest: Rest, chatId: ChatId, upTo: MessageId): Promise<void> => {
  await rest.write('im.dialog.read', { DIALOG_ID: `chat${chatId}`, MESSAGE_ID: upTo })
}

/**
 * Sends a reply to the client (imopenlines.crm.message.add); not idempotent, sent once.
 * Throws PortalError: `refused` CHAT_NOT_IN_CRM (the chat isn't in work), CANCELED (the author isn't in it), ERROR_ARGUMENT; `forbidden`.
 */
export const sendReply = async (
  rest: Rest,
  item: CrmItem,
  chatId: ChatId,
  author: UserId,
  text: string,
): Promise<MessageId> => {
  const answer = await rest.write('imopenlines.crm.message.add', {
    CRM_ENTITY_TYPE: item.type,
    CRM_ENTITY: item.id,
    USER_ID: author,
    CHAT_ID: chatId,
    MESSAGE: text,
  })
  const id = toId<MessageId>(answer)
  if (id === null) throw new PortalError('malformed', 'NO_MESSAGE_ID')
  return id
}
