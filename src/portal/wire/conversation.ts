import type { Dialog } from '@/domain/chat'
import { toId, type ChatId, type SessionId } from '@/domain/ids'
import type { MessagePage } from '@/domain/message-window'
import { toDialog } from './dialog'
import { toFiles, toMessages } from './message'
import { toPeople } from './person'
import { toFlag, toNumber, toRecord, toText } from './php-json'

/** A page of im.dialog.messages.get with the chat it belongs to. */
export interface MemberPage extends MessagePage {
  readonly chatId: ChatId
}

/** A whole session of imopenlines.session.history.get. */
export interface SessionHistory extends MessagePage {
  readonly chatId: ChatId
  readonly sessionId: SessionId | null
  /** The chat's details, which come with it. */
  readonly dialog: Dialog | null
}

/** Parses im.dialog.messages.get; null when it names no chat. */
export const toMemberPage = (value: unknown, origin: string): MemberPage | null => {
  const raw = toRecord(value)
  const chatId = toId<ChatId>(raw['chat_id'])
  if (chatId === null) return null
  const messages = toMessages(raw['messages'], chatId, toFiles(raw['files'], origin), origin)
  return { chatId, messages, people: toPeople(raw['users'], origin) }
}

/** Parses imopenlines.session.history.get; null when it names no chat. */
export const toSessionHistory = (value: unknown, origin: string): SessionHistory | null => {
  const raw = toRecord(value)
  const chatId = toId<ChatId>(raw['chatId'])
  if (chatId === null) return null
  const dialog = toDialog(toRecord(raw['chat'])[chatId], origin)
  const canJoin = raw['canJoin']
  const sessionId = toId<SessionId>(raw['sessionId'])
  const headVote = sessionId && {
    sessionId,
    mayRate: toFlag(raw['canVoteHead']),
    stars: toNumber(raw['sessionVoteHead']) || null,
    comment: toText(raw['sessionCommentHead']),
  }
  return {
    chatId,
    sessionId,
    messages: toMessages(raw['message'], chatId, toFiles(raw['files'], origin), origin),
    people: toPeople(raw['users'], origin),
    dialog: dialog && { ...dialog, mayJoin: canJoin === undefined ? null : toFlag(canJoin), headVote },
  }
}
