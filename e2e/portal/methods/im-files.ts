// im.disk.*, im.v2.File.*, disk.folder.uploadFile: files in chats.
import { randomUUID } from 'node:crypto'
import type { Caller, MethodMap, Params } from '../rest/method.ts'
import { portalDate } from '../rest/portal-date.ts'
import { kindOf } from '../world/files.ts'
import { addFile, addMessage, addReply } from '../world/messages.ts'
import type { Chat, StoredFile } from '../world/model.ts'
import type { State } from '../world/state.ts'
import { chatByDialogId, memberChat } from './dialog-id.ts'
import { imFile } from './file-view.ts'
import { isEmpty, isYes, param, refuse, toInt, toList, toMap, toText } from './params.ts'

/** Largest upload in bytes. */
const FILE_LIMIT = 100 * 1024 * 1024

const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/

/** File methods. */
export function fileMethods(state: State): MethodMap {
  const say = (chat: Chat, authorId: number, text: string, files: StoredFile[], silent: boolean): number => {
    const draft = { authorId, text, params: { FILE_ID: files.map((file) => file.id) } }
    return (chat.kind === 'lines' && !silent ? addReply(state, chat, draft) : addMessage(state, chat, draft)).id
  }

  const folderGet = (params: Params, caller: Caller): unknown => {
    const chat = memberChat(state, params, caller)
    chat.diskFolderId ||= 4_000 + chat.id
    return { ID: chat.diskFolderId }
  }

  const uploadToFolder = (params: Params, caller: Caller): unknown => {
    const folder = toInt(param(params, 'id'))
    const chat = [...state.chats.values()].find(({ diskFolderId }) => diskFolderId !== 0 && diskFolderId === folder)
    if (!chat) throw refuse('ERROR_NOT_FOUND', 'Could not find entity with id `X`')
    if (!chat.members.has(caller.userId)) throw refuse('ACCESS_DENIED', 'Access denied')
    const content = param(params, 'fileContent')
    // On a real portal another page would take the file then.
    if (content === undefined) return { field: 'file', uploadUrl: `${state.origin}/disk/upload/${folder}` }
    const [given, base64] = toList(content).map(toText)
    const name = toText(param(toMap(param(params, 'data')), 'NAME')) || given || ''
    if (name === '') throw refuse('DISK_BASE_SERVICE_22001', 'Error: required parameter NAME')
    if (!base64 || !BASE64.test(base64) || state.diskIsFull)
      throw refuse('ERROR_COULD_NOT_SAVE_FILE', 'Could not save file')
    const bytes = Buffer.from(base64, 'base64')
    const kind = { name, ...kindOf(name), ...imageSize(bytes) }
    const file = addFile(state, chat, { ...kind, size: bytes.length, authorId: caller.userId, content: bytes })
    return diskFile(file, folder)
  }

  const commit = (params: Params, caller: Caller): unknown => {
    const chat = memberChat(state, params, caller)
    const given = param(params, 'FILE_ID') ?? param(params, 'UPLOAD_ID')
    if (given === undefined) throw refuse('FILES_ERROR', 'List of files is not specified')
    const ids = (typeof given === 'object' ? toList(given) : [given]).map(toInt)
    const originals = ids.flatMap((id) => state.files.get(id) ?? [])
    if (originals.length === 0) throw refuse('SAVE_ERROR', 'Error during saving file to chat')
    const files = originals.map((file) => addFile(state, chat, { ...file, authorId: caller.userId }))
    const silent = isYes(param(params, 'SILENT_MODE'))
    const messageId = say(chat, caller.userId, toText(param(params, 'MESSAGE')), files, silent)
    const keyed = <T>(view: (file: StoredFile) => T): Record<string, T> =>
      Object.fromEntries(files.map((file) => [`upload${file.id}`, view(file)]))
    return {
      FILES: keyed((file) => ({ ...imFile(state, file), date: {} })),
      DISK_ID: files.map((file) => String(file.id)),
      FILE_MODELS: keyed((file) => fileModel(file, chat)),
      MESSAGE_ID: messageId,
    }
  }

  const dialogOf = (params: Params, caller: Caller): Chat => {
    const chat = chatByDialogId(state, toText(param(params, 'dialogId')), caller.userId)
    if (!chat) throw refuse('CHAT_NOT_FOUND', 'CHAT_NOT_FOUND')
    if (!chat.members.has(caller.userId)) throw refuse('ACCESS_DENIED', 'Access denied', 403)
    return chat
  }

  const upload = (params: Params, caller: Caller): unknown => {
    const fields = toMap(param(params, 'fields'))
    const name = toText(param(fields, 'name'))
    const content = toText(param(fields, 'content'))
    if (isEmpty(name) || content === '') throw refuse('FILE_EMPTY', 'File name and content are required')
    if (!BASE64.test(content)) throw refuse('FILE_INVALID_CONTENT', 'Invalid base64 content')
    if (content.length > Math.floor((FILE_LIMIT * 4) / 3)) throw refuse('FILE_TOO_LARGE', 'File is too large')
    const chat = dialogOf(params, caller)
    if (state.diskIsFull)
      throw refuse(`${state.behaviour.uploadCodes === 'source' ? 'FILE_' : ''}UPLOAD_FAILED`, 'Unable to upload file')
    const bytes = Buffer.from(content, 'base64')
    const file = addFile(state, chat, {
      name,
      ...kindOf(name),
      ...imageSize(bytes),
      size: bytes.length,
      authorId: caller.userId,
      content: bytes,
    })
    const messageId = say(chat, caller.userId, toText(param(fields, 'message')), [file], false)
    return { file: imFile(state, file), messageId, chatId: chat.id, dialogId: `chat${chat.id}` }
  }

  const download = (params: Params, caller: Caller): unknown => {
    const chat = dialogOf(params, caller)
    const file = state.files.get(toInt(param(params, 'fileId')))
    if (!file || file.chatId !== chat.id) throw refuse('FILE_NOT_FOUND', 'File not found')
    const token = `im|${randomUUID()}`
    state.fileTokens.set(token, file.id)
    return { downloadUrl: `${state.origin}/rest/download.json?token=${encodeURIComponent(token)}` }
  }

  return {
    'im.disk.folder.get': { scope: 'im', seconds: 0.1, run: folderGet },
    'disk.folder.uploadFile': { scope: 'disk', seconds: 0.5, batchable: false, run: uploadToFolder },
    'im.disk.file.commit': { scope: 'im', seconds: 0.3, run: commit },
    'im.v2.File.upload': { scope: 'im', seconds: 0.5, batchable: false, run: upload },
    'im.v2.File.download': {
      scope: 'im',
      seconds: 0.1,
      get batchable() {
        return state.behaviour.downloadsInBatch
      },
      run: download,
    },
  }
}

/** Width and height of a PNG; other images get a common size, since nothing here decodes them. */
function imageSize(bytes: Uint8Array): { width: number; height: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const isPng = bytes.length > 24 && view.getUint32(0) === 0x89504e47
  return isPng ? { width: view.getUint32(16), height: view.getUint32(20) } : { width: 800, height: 600 }
}

function diskFile(file: StoredFile, folder: number): Record<string, unknown> {
  const at = portalDate(file.createdAt)
  return {
    ID: file.id,
    NAME: file.name,
    CODE: null,
    STORAGE_ID: '663',
    TYPE: 'file',
    PARENT_ID: String(folder),
    DELETED_TYPE: 0,
    GLOBAL_CONTENT_VERSION: 1,
    FILE_ID: 50_000 + file.id,
    SIZE: String(file.size),
    CREATE_TIME: at,
    UPDATE_TIME: at,
    DELETE_TIME: null,
    CREATED_BY: String(file.authorId),
    UPDATED_BY: String(file.authorId),
    DELETED_BY: null,
    DOWNLOAD_URL: `/disk/download/${file.id}`,
    DETAIL_URL: `/disk/show/${file.id}`,
  }
}

function fileModel(file: StoredFile, chat: Chat): Record<string, unknown> {
  return {
    id: file.id,
    name: file.name,
    createTime: {},
    updateTime: {},
    deleteTime: null,
    code: 'media_original',
    xmlId: null,
    storageId: 663,
    realObjectId: file.id,
    parentId: chat.diskFolderId || 4_000 + chat.id,
    deletedType: 0,
    createdBy: String(file.authorId),
    updatedBy: String(file.authorId),
    deletedBy: '0',
    uniqueCode: `file${file.id}`,
    typeFile: file.type === 'image' ? 2 : 0,
    globalContentVersion: 1,
    fileId: 50_000 + file.id,
    size: file.size,
    etag: `etag-${file.id}`,
    links: {
      download: `/disk/download/${file.id}`,
      showInGrid: `/disk/show/${file.id}`,
      preview: `/disk/preview/${file.id}`,
    },
  }
}
