import { emptyAsList } from '../rest/php-array.ts'
import { portalDate } from '../rest/portal-date.ts'
import { entityData1, entityData2, entityData3, userCode } from '../world/composite.ts'
import { firstUnreadIndex, unreadCount } from '../world/messages.ts'
import type { Chat } from '../world/model.ts'
import { openSession, type State } from '../world/state.ts'
import { imUser } from './user-view.ts'

type Json = Record<string, unknown>

const PERMISSIONS = {
  manage_users_add: 'member',
  manage_users_delete: 'manager',
  manage_ui: 'member',
  manage_settings: 'owner',
  manage_messages: 'member',
  can_post: 'member',
}

const RESTRICTIONS = {
  avatar: true,
  rename: true,
  extend: true,
  call: true,
  mute: true,
  leave: true,
  leave_owner: true,
  send: true,
  user_list: true,
}

const LETTERS = { lines: 'L', open: 'O', crm: 'C', chat: 'C', private: 'P' } as const

/** `owner`, `manager`, `member`, or `guest` for a user who is not in the chat. */
function roleOf(chat: Chat, viewerId: number): string {
  if (chat.owner !== 0 && chat.owner === viewerId) return 'owner'
  return chat.members.has(viewerId) ? 'member' : 'guest'
}

function entityOf(chat: Chat): { type: string; id: string; link: Json } {
  if (chat.kind === 'lines') {
    const id = userCode(chat)
    return { type: 'LINES', id, link: { type: 'LINES', url: '', id } }
  }
  if (chat.kind === 'crm') {
    const [type = '', id = ''] = chat.entityId.split('|')
    return {
      type: 'CRM',
      id: chat.entityId,
      link: { type, url: `/crm/${type.toLowerCase()}/details/${id}/`, id: chat.entityId },
    }
  }
  return { type: chat.kind === 'open' ? 'GENERAL' : '', id: '', link: { type: '', url: '', id: '' } }
}

/** Keys that all descriptions of a chat share, in snake case. */
export function chatCore(chat: Chat): Json {
  const entity = entityOf(chat)
  const muted = Object.fromEntries([...chat.muted].map((userId) => [userId, true]))
  return {
    id: chat.id,
    parent_chat_id: 0,
    parent_message_id: 0,
    name: chat.title,
    owner: chat.owner,
    extranet: false,
    avatar: '',
    color: chat.color,
    type: chat.kind,
    entity_type: entity.type,
    entity_id: entity.id,
    entity_data_1: entityData1(chat),
    entity_data_2: entityData2(chat),
    entity_data_3: entityData3(chat),
    mute_list: emptyAsList(muted),
    date_create: portalDate(chat.createdAt),
    message_type: LETTERS[chat.kind],
    public: '',
    entity_link: entity.link,
    text_field_enabled: true,
    background_id: null,
    permissions: { ...PERMISSIONS },
    manager_list: chat.owner ? [chat.owner] : [],
  }
}

/** A dialog as `im.dialog.get` and `imopenlines.dialog.get` describe it. */
export function imDialog(state: State, chat: Chat, viewerId: number): Json {
  const firstUnread = firstUnreadIndex(chat, viewerId)
  const lastId = chat.messages.lastId
  const readers = [...chat.members].filter(([userId]) => userId !== viewerId)
  return {
    ...chatCore(chat),
    description: chat.description,
    counter: unreadCount(chat, viewerId),
    user_counter: chat.members.size,
    message_count: chat.messages.length,
    unread_id: firstUnread < 0 ? 0 : (chat.messages.at(firstUnread)?.id ?? 0),
    restrictions:
      chat.kind === 'crm' ? { ...RESTRICTIONS, avatar: false, path: '', path_title: '' } : { ...RESTRICTIONS },
    last_message_id: lastId,
    last_id: chat.members.get(viewerId)?.lastReadId ?? 0,
    marked_id: 0,
    disk_folder_id: chat.diskFolderId,
    role: roleOf(chat, viewerId),
    is_new: false,
    readed_list: readers
      .filter(([, member]) => member.lastReadId > 0)
      .map(([userId, member]) => ({
        user_id: userId,
        user_name: state.nameOf(userId),
        message_id: member.lastReadId,
        date: null,
      })),
    last_message_views: {
      message_id: lastId,
      first_viewers: readers
        .filter(([userId, member]) => member.lastReadId >= lastId && chat.messages.last?.authorId !== userId)
        .slice(0, 1)
        .map(([userId]) => ({
          user_id: userId,
          user_name: state.nameOf(userId),
          date: portalDate(chat.messages.last?.date ?? state.now()),
        })),
      count_of_viewers: 0,
    },
    dialog_id: `chat${chat.id}`,
  }
}

/** One row of `im.recent.list` (`full`: with the last author and the session) or `im.recent.get`. */
export function recentRow(state: State, chat: Chat, viewerId: number, full: boolean): Json {
  const last = chat.messages.last
  const partnerId = [...chat.members.keys()].find((userId) => userId !== viewerId) ?? 0
  const partner = chat.kind === 'private' ? state.user(partnerId) : undefined
  const { manager_list, text_field_enabled, background_id, mute_list, ...core } = chatCore(chat)
  const person = partner ?? (full && last ? state.user(last.authorId) : undefined)
  const date = portalDate(last?.date ?? chat.createdAt)
  const session = openSession(chat)
  const row: Json = {
    id: partner ? partner.id : `chat${chat.id}`,
    chat_id: chat.id,
    type: partner ? 'user' : 'chat',
    avatar: { url: '', color: partner?.color ?? chat.color },
    title: partner?.name ?? chat.title,
    message: {
      id: last?.id ?? 0,
      text: last ? previewText(state, last.text, last.params['FILE_ID']) : '',
      file: last?.params['FILE_ID'] !== undefined,
      author_id: last?.authorId ?? 0,
      attach: last?.params['ATTACH'] !== undefined,
      sticker: null,
      date,
      status: 'received',
      uuid: last?.uuid ?? null,
    },
    counter: unreadCount(chat, viewerId),
    last_id: chat.members.get(viewerId)?.lastReadId ?? 0,
    pinned: chat.pinnedBy.has(viewerId),
    unread: chat.markedUnreadBy.has(viewerId),
    has_reminder: false,
    date_update: date,
    date_last_activity: date,
    chat: partner
      ? { text_field_enabled, background_id, mute_list }
      : {
          ...core,
          contains_collaber: false,
          mute_list,
          manager_list,
          user_counter: chat.members.size,
          restrictions: { ...RESTRICTIONS },
          role: roleOf(chat, viewerId).toUpperCase(),
          text_field_enabled,
          background_id,
        },
    user: person ? imUser(state, person) : { id: 0 },
    options: [],
  }
  if (full && chat.kind === 'lines' && session)
    row['lines'] = { id: session.id, status: session.status, date_create: portalDate(session.createdAt) }
  return row
}

/** Preview of a message in a list: no BB codes, files as text. */
function previewText(state: State, text: string, fileIds: unknown): string {
  const plain = text
    .replace(/\[\/?[a-z]+(=[^\]]*)?\]/gi, '')
    .replace(/\s+/g, ' ')
    .trim()
  if (plain || !Array.isArray(fileIds)) return plain
  const file = state.files.get(Number(fileIds[0]))
  return file?.type === 'image' ? '[Photo]' : `[File] ${file?.name ?? ''}`
}
