import { toId, type ChatId, type FileId, type MessageId, type SessionId, type UserId } from '@/domain/ids'
import type {
  AttachLine,
  ButtonAction,
  ChatFile,
  Delivery,
  FileKind,
  Message,
  MessageButton,
  Rating,
  SessionMark,
} from '@/domain/message'
import { field, toAddress, toFlag, toList, toNumber, toRecord, toText, toTextOrNull, toTime } from './php-json'

type Raw = Readonly<Record<string, unknown>>

/** Params come as FILE_ID (im.*) or fileId (session.history.get): names are lower-cased without underscores, so one name fits both. */
const toParams = (value: unknown): Raw => {
  const params: Record<string, unknown> = {}
  for (const [name, content] of Object.entries(toRecord(value)))
    params[name.toLowerCase().replaceAll('_', '')] = content
  return params
}

const fileKind = (raw: Raw): FileKind => {
  if (toFlag(field(raw, 'isVoiceNote', 'isvoicenote'))) return 'voice'
  const type = toText(raw['type'])
  return type === 'image' || type === 'video' || type === 'audio' ? type : 'file'
}

const toFile = (value: unknown, origin: string): ChatFile | null => {
  const raw = toRecord(value)
  const id = toId<FileId>(raw['id'])
  if (id === null) return null
  const name = toTextOrNull(raw['name']) ?? `#${id}`
  const image = toRecord(raw['image'])
  return {
    id,
    kind: fileKind(raw),
    name,
    extension: (toText(raw['extension']) || (/\.(\w{1,8})$/.exec(name)?.[1] ?? '')).toLowerCase(),
    size: toNumber(raw['size']),
    width: toNumber(image['width']),
    height: toNumber(image['height']),
    previewUrl: toAddress(field(raw, 'urlPreview', 'urlpreview'), origin),
    showUrl: toAddress(field(raw, 'urlShow', 'urlshow'), origin),
    downloadUrl: toAddress(field(raw, 'urlDownload', 'urldownload'), origin),
  }
}

/** Files of a page by id; the portal sends a list, a map, or [] for none. */
export const toFiles = (value: unknown, origin: string): ReadonlyMap<FileId, ChatFile> => {
  const files = new Map<FileId, ChatFile>()
  for (const item of toList(value)) {
    const file = toFile(item, origin)
    if (file) files.set(file.id, file)
  }
  return files
}

const lowerKeys = (value: unknown): Raw =>
  Object.fromEntries(Object.entries(toRecord(value)).map(([name, content]) => [name.toLowerCase(), content]))

// A block's content is a list when read and a bare object when written; portals send both.
const items = (content: unknown): readonly Raw[] =>
  Array.isArray(content) ? content.map(lowerKeys) : typeof content === 'object' && content ? [lowerKeys(content)] : []

/** An address; a CRM card of this portal as its path, which opens in the slider. */
const toPlace = (value: unknown, origin: string): string | null => {
  const url = toAddress(value, origin)
  const path = url?.startsWith(`${origin}/`) ? url.slice(origin.length) : ''
  return /^\/crm\/\w+\/details\/\d+\/?$/.test(path) ? path : url
}

const attachBlock = (name: string, content: unknown, origin: string): AttachLine[] => {
  const each = (line: (row: Raw, label: string, url: string | null) => AttachLine) =>
    items(content).map((row) =>
      line(row, toTextOrNull(row['name']) ?? toText(row['link']), toPlace(row['link'], origin)),
    )
  switch (name) {
    case 'message':
      return toText(content) ? [{ kind: 'text', text: toText(content) }] : []
    case 'delimiter':
      return [{ kind: 'delimiter' }]
    case 'grid':
      return each((row, _, url) => ({
        kind: 'pair',
        label: toText(row['name']),
        value: toText(row['value']),
        display: toText(row['display']).toUpperCase() === 'BLOCK' ? 'block' : 'row',
        url,
      }))
    case 'link':
    case 'richlink':
    case 'rich_link':
      return each((row, label, url) => ({ kind: 'link', label, url, description: toTextOrNull(row['desc']) }))
    case 'image':
      return each((row, label, url) =>
        url === null
          ? { kind: 'link', label, url, description: null }
          : { kind: 'picture', label, url, previewUrl: toAddress(row['preview'], origin) ?? url },
      )
    case 'file':
      return each((row, label, url) => ({ kind: 'file', label, url, size: toNumber(row['size']) }))
    case 'user':
      return each((_, label, url) => ({ kind: 'person', label, url }))
    default:
      return []
  }
}

/** ATTACH of a message, line by line; unknown blocks are left out. */
export const toAttach = (value: unknown, origin: string): readonly AttachLine[] =>
  // One attachment may come bare, without the list around it.
  (lowerKeys(value)['blocks'] === undefined ? toList(value) : [value]).flatMap((attach) => {
    const raw = lowerKeys(attach)
    const blocks = raw['blocks'] === undefined ? [attach] : toList(raw['blocks'])
    const lines = blocks.flatMap((block) =>
      Object.entries(toRecord(block)).flatMap(([name, content]) => attachBlock(name.toLowerCase(), content, origin)),
    )
    const color = /^#[\da-f]{6}$/i.exec(toText(raw['color']))?.[0] ?? null
    const text = toText(raw['description'])
    return color !== null || text !== '' ? [{ kind: 'head', text, color }, ...lines] : lines
  })

const toAct = (raw: Raw, origin: string): ButtonAction | null => {
  const url = toPlace(raw['link'], origin)
  if (url !== null) return { kind: 'link', url }
  const value = toText(raw['actionvalue'])
  switch (toText(raw['action']).toUpperCase()) {
    // A press never sends a text that another person wrote: it is put into the field.
    case 'PUT':
    case 'SEND':
      return value ? { kind: 'put', value } : null
    case 'COPY':
      return value ? { kind: 'copy', value } : null
    case 'CALL':
      return value ? { kind: 'call', value } : null
    case 'DIALOG': {
      const [, chat, id] = /^(chat)?(\d{1,15})$/.exec(value) ?? []
      return id === undefined ? null : { kind: 'dialog', what: chat ? 'chat' : 'user', id: Number(id) }
    }
    default:
      return null
  }
}

const fromJson = (value: unknown): unknown => {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value
  try {
    return JSON.parse(value)
  } catch {
    return null
  }
}

/** Buttons of KEYBOARD (`list` = `buttons`) or of MENU (`items`): a list, a list in an object, or either as JSON. */
const toButtons = (given: unknown, list: string, origin: string): readonly MessageButton[] => {
  const value = fromJson(given)
  const raw = lowerKeys(value)
  const rows = (raw[list] === undefined ? toList(value) : toList(raw[list])).map(toParams)
  return rows.flatMap((row, place) => {
    const text = toText(row['text'])
    if (!text) return []
    const endsRow = toText(rows[place + 1]?.['type']).toUpperCase() === 'NEWLINE'
    return [{ text, act: toAct(row, origin), disabled: toFlag(row['disabled']), endsRow }]
  })
}

const toForwarded = (params: Raw): string | null =>
  params['forwardid'] || params['forwardchatid'] || params['forwardtitle'] ? toText(params['forwardtitle']) : null

const OPENED = 'bx-messenger-content-item-ol-start'
const CLOSED = 'bx-messenger-content-item-ol-end'
const SILENT = 'bx-messenger-content-item-system'

/** A session message, recognised by its CLASS or COMPONENT_ID; its text links to the session by id. */
const toSessionMark = (params: Raw, text: string): SessionMark | null => {
  const className = toText(params['class'])
  const what = className.includes(CLOSED)
    ? 'closed'
    : className.includes(OPENED) || toText(params['componentid']) === 'StartDialogMessage'
      ? 'opened'
      : null
  if (!what) return null
  const linked = /IM_HISTORY=imol(?:\||%7C)(\d+)/i.exec(text)?.[1]
  return { what, sessionId: toId<SessionId>(linked ?? params['imolsid']) }
}

const toRating = (params: Raw): Rating | null => {
  const vote = toText(params['imolvote']).toLowerCase()
  if (vote === 'like' || vote === 'dislike') return { kind: vote }
  const stars = toNumber(params['imolvotehead'])
  return stars !== null && stars >= 1 && stars <= 5 ? { kind: 'stars', stars: Math.round(stars) } : null
}

const toDelivery = (params: Raw): Delivery => {
  if (toFlag(params['iserror'])) return 'failed'
  if (toFlag(params['sending'])) return 'sending'
  return toFlag(params['isdelivered']) || toList(params['connectormid']).length > 0 ? 'delivered' : 'sent'
}

const fileIds = (params: Raw): readonly FileId[] => {
  const ids = typeof params['fileid'] === 'object' ? toList(params['fileid']) : [params['fileid']]
  return ids.flatMap((value) => toId<FileId>(value) ?? [])
}

/** One message from any of the three methods; null without an id. `files`: the files of its page. */
export const toMessage = (
  value: unknown,
  chatId: ChatId,
  files: ReadonlyMap<FileId, ChatFile>,
  origin: string,
): Message | null => {
  const raw = toRecord(value)
  const id = toId<MessageId>(raw['id'])
  if (id === null) return null
  const params = toParams(raw['params'])
  const text = toText(raw['text'])
  const system = toFlag(params['system']) || toFlag(raw['isSystem']) || toFlag(raw['system'])
  const authorId = system ? null : toId<UserId>(field(raw, 'author_id', 'authorId', 'senderid'))
  return {
    id,
    chatId,
    authorId,
    authorName: toTextOrNull(params['name']),
    date: toTime(raw['date']) ?? 0,
    text,
    files: fileIds(params).flatMap((fileId) => files.get(fileId) ?? []),
    attach: toAttach(params['attach'], origin),
    buttons: [...toButtons(params['keyboard'], 'buttons', origin), ...toButtons(params['menu'], 'items', origin)],
    forwardedFrom: toForwarded(params),
    pinned: toFlag(params['ispinned']),
    large: toFlag(params['largefont']),
    form:
      toText(params['componentid']) !== 'bx-imopenlines-form'
        ? null
        : toFlag(params['crmformfilled'])
          ? 'filled'
          : 'sent',
    replyTo: toId<MessageId>(params['replyid']),
    likes: toList(params['like']).flatMap((user) => toId<UserId>(user) ?? []),
    edited: toFlag(params['isedited']),
    deleted: toFlag(params['isdeleted']),
    delivery: toDelivery(params),
    session: toSessionMark(params, text),
    rating: toRating(params),
    // The portal gives a person's silent message the class of a system message.
    hidden: authorId !== null && toText(params['class']).includes(SILENT),
  }
}

/** Messages of a page from a list or a map by id, in any order; unreadable ones are left out. */
export const toMessages = (
  value: unknown,
  chatId: ChatId,
  files: ReadonlyMap<FileId, ChatFile>,
  origin: string,
): readonly Message[] => toList(value).flatMap((item) => toMessage(item, chatId, files, origin) ?? [])
