import { crmItemKey, type CrmItem } from '@/domain/crm'
import { toId, type ChatId, type MessageId, type UserId } from '@/domain/ids'
import { newestWindow } from '@/domain/message-window'
import { teamEntityId, type TeamChat, type TeamChatId } from '@/domain/team-chat'
import { asPortalError, PortalError } from '../portal-error'
import { batchReference, type BatchCalls, type Rest, type SubAnswer } from '../transport/rest-client'
import type { BackgroundRest } from '../transport/start-gatherer'
import { toMemberPage } from '../wire/conversation'
import { field, toCount, toRecord, toText } from '../wire/php-json'
import { bindMethods } from './bind-methods'
import { memberCall } from './messages'
import { teamChatCalls } from './start-calls'

// Without a chat the reference becomes "chatArray", which is refused; without the prefix PHP would read the company-wide chat 1.
const TEAM_REFERENCE = `chat${batchReference('team', 'ID')}`
const chatCall = (dialogId: string): BatchCalls[string] => ['im.dialog.get', { DIALOG_ID: dialogId }]
const snapshotCalls = (item: CrmItem): BatchCalls => ({ ...teamChatCalls(item), chat: chatCall(TEAM_REFERENCE) })
const isRefused = (answer: SubAnswer): boolean => !answer.ok && answer.error.kind === 'refused'

/** The chat that im.chat.get named; null = none. Throws PortalError. */
const idOf = (answer: SubAnswer): TeamChatId | null => {
  if (!answer.ok) throw answer.error
  return toId<ChatId>(toRecord(answer.value)['ID']) as TeamChatId | null
}

/** Whether the chat is the team chat of this very record. */
const isTeamChat = (answer: SubAnswer, id: TeamChatId, item: CrmItem): boolean => {
  if (!answer.ok) return false
  const raw = toRecord(answer.value)
  return (
    toId<ChatId>(raw['id']) === id &&
    toText(field(raw, 'entity_type', 'entityType')) === 'CRM' &&
    toText(field(raw, 'entity_id', 'entityId')) === teamEntityId(item)
  )
}

const isOutside = ({ kind }: PortalError): boolean => kind === 'forbidden' || kind === 'refused'

const find = async (rest: BackgroundRest, item: CrmItem): Promise<TeamChatId | null> => {
  const answer = await rest.batch(teamChatCalls(item))
  return idOf(answer('team'))
}

/**
 * The team chat of a record with its newest messages (im.chat.get; then im.dialog.get and im.dialog.messages.get). Throws PortalError;
 * `malformed` NOT_TEAM_CHAT when the portal names a chat that isn't this record's.
 */
export const fetchTeamChat = async (rest: BackgroundRest, origin: string, item: CrmItem): Promise<TeamChat> => {
  const id = await find(rest, item)
  if (id === null) return { kind: 'none' }
  const answer = await rest.batch({ chat: chatCall(`chat${id}`), member: memberCall(id) })
  const chat = answer('chat')
  if (!chat.ok) {
    if (isOutside(chat.error)) return { kind: 'outside', id }
    throw chat.error
  }
  if (!isTeamChat(chat, id, item)) throw new PortalError('malformed', 'NOT_TEAM_CHAT')
  const member = answer('member')
  if (!member.ok) {
    if (isOutside(member.error)) return { kind: 'outside', id }
    throw member.error
  }
  const page = toMemberPage(member.value, origin)
  if (page?.chatId !== id) throw new PortalError('malformed', 'OTHER_CHAT')
  return {
    kind: 'inside',
    id,
    window: newestWindow(id, 'member', page, page.messages.length >= 30),
    unread: toCount(toRecord(chat.value)['counter']),
  }
}

/**
 * Starts the team chat of a record unless there is one (im.chat.get, im.chat.add once, im.chat.get), and returns the chat that the portal
 * then has. The caller has to hold a lock across tabs. Throws PortalError; after an unknown outcome the chat was searched for, and didn't
 * exist yet.
 */
export const startTeamChat = async (
  rest: Rest,
  item: CrmItem,
  title: string,
  users: readonly UserId[],
): Promise<TeamChatId> => {
  const known = await find(rest, item)
  if (known !== null) return known
  const failed = await rest
    .write('im.chat.add', {
      TYPE: 'CHAT',
      ENTITY_TYPE: 'CRM',
      ENTITY_ID: teamEntityId(item),
      TITLE: title,
      USERS: [...users],
    })
    .then(() => null, asPortalError)
  if (failed && !failed.outcomeUnknown) throw failed
  const made = await find(rest, item)
  if (made === null) throw failed ?? new PortalError('malformed', 'NO_TEAM_CHAT')
  return made
}

/** Team chats that the portal has confirmed to this page. */
const proven = new WeakMap<Rest, Map<string, TeamChatId>>()

/** Reads the team chat and its type from the portal, once per page. Throws PortalError, never with an unknown outcome. */
const prove = async (rest: Rest, item: CrmItem): Promise<TeamChatId> => {
  const known = proven.get(rest) ?? new Map<string, TeamChatId>()
  proven.set(rest, known)
  const before = known.get(crmItemKey(item))
  if (before !== undefined) return before
  const ask = (calls: BatchCalls) =>
    rest.batch(calls).catch((error: unknown): never => {
      const { code, status, kind, retryAt, outcomeUnknown } = asPortalError(error)
      // Nothing has been written yet: the failure is certain, and the outbox retries what it can.
      throw new PortalError(outcomeUnknown ? 'limit' : kind, code, status, retryAt)
    })
  const answer = await ask(snapshotCalls(item))
  const team = answer('team')
  const id = team.ok ? idOf(team) : null
  const chat =
    id !== null && isRefused(answer('chat')) ? (await ask({ chat: chatCall(`chat${id}`) }))('chat') : answer('chat')
  if (id === null || !isTeamChat(chat, id, item)) throw new PortalError('forbidden', 'NOT_TEAM_CHAT')
  known.set(crmItemKey(item), id)
  return id
}

/** Resolves when the portal confirms that `chatId` is the team chat of a record. Throws PortalError, `forbidden` NOT_TEAM_CHAT otherwise. */
export const proveTeamChat = async (rest: Rest, item: CrmItem, chatId: ChatId): Promise<TeamChatId> => {
  const team = await prove(rest, item)
  if (team !== chatId) throw new PortalError('forbidden', 'NOT_TEAM_CHAT')
  return team
}

const write = async (
  rest: Rest,
  chat: TeamChatId,
  text: string,
  answers: MessageId | undefined,
): Promise<MessageId> => {
  const params = { DIALOG_ID: `chat${chat}`, MESSAGE: text, ...(answers === undefined ? {} : { REPLY_ID: answers }) }
  const id = toId<MessageId>(await rest.write('im.message.add', params))
  if (id === null) throw new PortalError('malformed', 'NO_MESSAGE_ID')
  return id
}

/**
 * Sends a note to a record's team chat (im.message.add), once. `chatId`: the chat it was written for; it is sent only when the portal
 * confirms that this is the record's team chat. `answers`: the message of that chat it replies to. Throws PortalError, `forbidden`
 * NOT_TEAM_CHAT otherwise.
 */
export const sendNote = async (
  rest: Rest,
  item: CrmItem,
  chatId: ChatId,
  text: string,
  answers?: MessageId,
): Promise<MessageId> => {
  const team = await proveTeamChat(rest, item, chatId)
  try {
    return await write(rest, team, text, answers)
  } catch (error) {
    // The team chat may have changed: the next note reads it again.
    proven.get(rest)?.delete(crmItemKey(item))
    throw error
  }
}

/** What of this file is part of `Portal`. */
export const teamChatMethods = (rest: Rest, background: BackgroundRest, origin: string) => ({
  ...bindMethods({ sendNote, startTeamChat }, rest),
  ...bindMethods({ fetchTeamChat }, background, origin),
})
