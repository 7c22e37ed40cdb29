import { parseBbCode, nodesToText, type BbNode } from './bb-code'
import type { ChatFile, Message } from './message'

/** A file of a conversation, with the message it came in. */
export interface SharedFile {
  readonly file: ChatFile
  readonly message: Message
}

/** Key of a file in the gallery: the same file may have been sent twice. */
export const sharedMediaKey = ({ message, file }: SharedFile): string => `${message.id}-${file.id}`

/** A link of a conversation; `text`: its text, or the address itself. */
export interface SharedLink {
  readonly url: string
  readonly text: string
  readonly message: Message
}

/** Media, files and links of a conversation, the newest first. */
export interface SharedMedia {
  /** Images and videos. */
  readonly media: readonly SharedFile[]
  /** All other files. */
  readonly files: readonly SharedFile[]
  readonly links: readonly SharedLink[]
}

/** Finds addresses in plain text, for example those without a scheme. */
export type FindUrls = (text: string) => readonly { readonly from: number; readonly to: number; readonly url: string }[]

/** Longer texts are searched up to this many characters. */
const MAX_SEARCHED_LENGTH = 20_000

const linksIn = (nodes: readonly BbNode[], find: FindUrls | null): readonly (readonly [url: string, text: string])[] =>
  nodes.flatMap((node): readonly (readonly [string, string])[] => {
    switch (node.kind) {
      case 'text':
        return (find?.(node.text) ?? []).map(({ from, to, url }) => [url, node.text.slice(from, to)] as const)
      case 'link':
        return [[node.url, nodesToText(node.children)] as const]
      case 'style':
      case 'quote':
      case 'mention':
      case 'put':
        return linksIn(node.children, find)
      case 'code':
      case 'time':
        return []
    }
  })

/** Web addresses of a message, each once; mail addresses and phone numbers are left out. */
export const linksOf = (message: Message, find: FindUrls | null): readonly SharedLink[] => {
  if (message.deleted || message.authorId === null) return []
  const carried = message.attach.flatMap((line) =>
    line.kind === 'link' && line.url !== null ? [[line.url, line.label] as const] : [],
  )
  const all = [...linksIn(parseBbCode(message.text.slice(0, MAX_SEARCHED_LENGTH)), find), ...carried]
  const byUrl = new Map(all.filter(([url]) => /^https?:/i.test(url)))
  return [...byUrl].map(([url, text]) => ({ url, text: text.trim() || url, message }))
}

/** Whether a message has anything for the gallery. */
export const isShared = (message: Message, find: FindUrls | null): boolean =>
  !message.deleted && (message.files.length > 0 || linksOf(message, find).length > 0)

/** Collects media, files and links; messages oldest first. */
export const collectSharedMedia = (messages: readonly Message[], find: FindUrls | null): SharedMedia => {
  const newestFirst = messages.filter(({ deleted }) => !deleted).toReversed()
  const all = newestFirst.flatMap((message) => message.files.map((file) => ({ file, message })))
  const isMedia = ({ file: { kind, previewUrl, showUrl } }: SharedFile) =>
    (kind === 'image' || kind === 'video') && (previewUrl ?? showUrl) !== null
  return {
    media: all.filter(isMedia),
    files: all.filter((one) => !isMedia(one)),
    links: newestFirst.flatMap((message) => linksOf(message, find)),
  }
}
