import { toId, type ChatId, type FileId, type MessageId, type SessionId, type UserId } from '@/domain/ids'
import type { AttachLine, ChatFile, Delivery, FileKind, Message, Rating, SessionMark } from '@/domain/message'
import { field, toAddress, toFlag, toList, toNumber, toRecord, toText, toTextOrNull, toTime } from './php-shapes'

type Raw = Readonly<Record<string, unknown>>

/** Params come as FILE_ID (im.*) or fileId (session.history.get): names lose case and underscores, so one name serves. */
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

// A block's content is a list on reading and a bare object on writing; portals send both.
const items = (content: unknown): readonly Raw[] =>
  Array.isArray(content) ? content.map(lowerKeys) : typeof content === 'object' && content ? [lowerKeys(content)] : []

const attachBlock = (name: string, content: unknown, origin: string): AttachLine[] => {
  switch (name) {
    case 'message':
      return toText(content) ? [{ kind: 'text', text: toText(content) }] : []
    case 'delimiter':
      return [{ kind: 'delimiter' }]
    case 'grid':
      return items(content).map((row) => ({ kind: 'pair', label: toText(row['name']), value: toText(row['value']) }))
    case 'link':
    case 'richlink':
    case 'rich_link':
    case 'image':
    case 'file':
    case 'user':
      return items(content).map((row) => ({
        kind: 'link',
        label: toTextOrNull(row['name']) ?? toText(row['link']),
        url: toAddress(row['link'], origin),
        description: toTextOrNull(row['desc']),
      }))
    default:
      return []
  }
}

/** ATTACH of a message as lines of text; unknown blocks are left out. */
export const toAttach = (value: unknown, origin: string): readonly AttachLine[] =>
  // One attachment may come bare, without the list around it.
  (lowerKeys(value)['blocks'] === undefined ? toList(value) : [value]).flatMap((attach) => {
    const raw = lowerKeys(attach)
    const blocks = raw['blocks'] === undefined ? [attach] : toList(raw['blocks'])
    return blocks.flatMap((block) =>
      Object.entries(toRecord(block)).flatMap(([name, content]) => attachBlock(name.toLowerCase(), content, origin)),
    )
  })

const toButtons = (value: unknown): readonly string[] => {
  const raw = lowerKeys(value)
  const buttons = raw['buttons'] === undefined ? toList(value) : toList(raw['buttons'])
  return buttons.flatMap((button) => {
    const text = toText(lowerKeys(button)['text'])
    return text ? [text] : []
  })
}

const OPENED = 'bx-messenger-content-item-ol-start'
const CLOSED = 'bx-messenger-content-item-ol-end'
const SILENT = 'bx-messenger-content-item-system'

/** A session line, recognised by its CLASS or COMPONENT_ID; its text links to the session by number. */
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

/** One message from any of the three methods; null without an id. `files` are those of its page. */
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
    buttons: toButtons(params['keyboard']),
    replyTo: toId<MessageId>(params['replyid']),
    likes: toList(params['like']).flatMap((user) => toId<UserId>(user) ?? []),
    edited: toFlag(params['isedited']),
    deleted: toFlag(params['isdeleted']),
    delivery: toDelivery(params),
    session: toSessionMark(params, text),
    rating: toRating(params),
    // The portal gives a person's silent message the class of its own lines.
    hidden: authorId !== null && toText(params['class']).includes(SILENT),
  }
}

/** Messages of a page as a list or as a map by id, in any order; unreadable ones are left out. */
export const toMessages = (
  value: unknown,
  chatId: ChatId,
  files: ReadonlyMap<FileId, ChatFile>,
  origin: string,
): readonly Message[] => toList(value).flatMap((item) => toMessage(item, chatId, files, origin) ?? [])
