import type { CrmItem } from '@/domain/crm'
import { type ChatId, type MessageId, toId, type UserId } from '@/domain/ids'
import { asPortalError, PortalError } from '../portal-error'
import type { FileUpload, Rest } from '../transport/rest-client'
import type { BackgroundRest } from '../transport/start-gatherer'
import { field, toRecord } from '../wire/php-json'
import { bindMethods } from './bind-methods'
import { proveTeamChat } from './team-chat'

/** Marks a chat read up to a message (im.dialog.read); has no effect for those who aren't in it, and none when repeated. Throws PortalError. */
export const markRead = async (rest: BackgroundRest, chatId: ChatId, upTo: MessageId): Promise<void> => {
  const answer = await rest.batch({ read: ['im.dialog.read', { DIALOG_ID: `chat${chatId}`, MESSAGE_ID: upTo }] })
  const read = answer('read')
  if (!read.ok) throw read.error
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

/** An upload into a chat, with a listener for its progress. */
export interface Upload extends Omit<FileUpload, 'path'> {
  readonly name: string
}

const messageIdOf = (answer: unknown, ...names: readonly [string, string]): MessageId => {
  const id = toId<MessageId>(field(toRecord(answer), ...names))
  if (id === null) throw new PortalError('malformed', 'NO_MESSAGE_ID')
  return id
}

/** Portals without im.v2.File.upload. */
const uploadThroughDisk = new WeakSet<Rest>()

/** Nothing is in the chat before the last of the three calls: an earlier failure is certain, and the outbox retries it. */
const unwritten = async <T>(work: Promise<T>): Promise<T> => {
  try {
    return await work
  } catch (error) {
    const { code, status, kind, retryAt, outcomeUnknown, method } = asPortalError(error)
    throw new PortalError(outcomeUnknown ? 'limit' : kind, code, status, retryAt, method)
  }
}

// The older way (im.disk.folder.get, disk.folder.uploadFile, im.disk.file.commit) needs the scope `disk`.
const uploadToFolder = async (rest: Rest, chatId: ChatId, { name, ...file }: Upload): Promise<MessageId> => {
  const folder = toRecord(await unwritten(rest.call('im.disk.folder.get', { CHAT_ID: chatId })))
  const params = { id: toId(folder['ID']) ?? 0, data: { NAME: name }, fileContent: [name], generateUniqueName: 1 }
  const stored = toRecord(
    await unwritten(rest.upload('disk.folder.uploadFile', params, { ...file, path: ['fileContent', 1] })),
  )
  const answer = await rest.write('im.disk.file.commit', { CHAT_ID: chatId, FILE_ID: toId(stored['ID']) ?? 0 })
  return messageIdOf(answer, 'MESSAGE_ID', 'messageId')
}

/**
 * Sends a file into a chat the caller is in, as a message of its own (im.v2.File.upload; the older way where the portal has no such method),
 * once. A client receives it like any message. Throws PortalError: FILE_TOO_LARGE, FILE_EMPTY, FILE_INVALID_CONTENT, CHAT_NOT_FOUND,
 * UPLOAD_FAILED, FOLDER_ERROR, SEND_FAILED, `forbidden`; `app` insufficient_scope for the older way without `disk`.
 */
export const uploadFile = async (rest: Rest, chatId: ChatId, upload: Upload): Promise<MessageId> => {
  if (uploadThroughDisk.has(rest)) return uploadToFolder(rest, chatId, upload)
  const { name, ...file } = upload
  try {
    const params = { dialogId: `chat${chatId}`, fields: { name } }
    const answer = await rest.upload('im.v2.File.upload', params, { ...file, path: ['fields', 'content'] })
    return messageIdOf(answer, 'messageId', 'MESSAGE_ID')
  } catch (error) {
    if (asPortalError(error).code !== 'ERROR_METHOD_NOT_FOUND') throw error
    uploadThroughDisk.add(rest)
    return uploadToFolder(rest, chatId, upload)
  }
}

/** The same for a record's team chat; sent only when the portal confirms that `chatId` is that chat, so that no client ever gets it. */
export const uploadNote = async (rest: Rest, item: CrmItem, chatId: ChatId, upload: Upload): Promise<MessageId> => {
  await proveTeamChat(rest, item, chatId)
  return uploadFile(rest, chatId, upload)
}

/** What of this file is part of `Portal`. */
export const sendMethods = (rest: Rest, background: BackgroundRest) => ({
  ...bindMethods({ sendReply, uploadFile, uploadNote }, rest),
  ...bindMethods({ markRead }, background),
})
