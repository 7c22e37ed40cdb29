import type { ChatId, FileId, MessageId, SessionId, UserId } from './ids'

/** Kind of a file, which decides how it is shown. */
export type FileKind = 'image' | 'video' | 'voice' | 'audio' | 'file'

/** A file in a message (im.dialog.messages.get `files`, imopenlines.session.history.get `files`). */
export interface ChatFile {
  readonly id: FileId
  readonly kind: FileKind
  readonly name: string
  readonly extension: string
  /** Bytes; null when unknown. */
  readonly size: number | null
  /** Pixels; known for images, to reserve their space while they load. */
  readonly width: number | null
  readonly height: number | null
  /** Absolute http(s) addresses on the portal, or null; '' = there is one, which was not stored with the message. */
  readonly previewUrl: string | null
  readonly showUrl: string | null
  readonly downloadUrl: string | null
}

/** Session lines are system messages that open or close a session. */
export interface SessionMark {
  readonly what: 'opened' | 'closed'
  readonly sessionId: SessionId | null
}

/** Delivery into the channel, as far as it is known. */
export type Delivery = 'sending' | 'sent' | 'delivered' | 'failed'

/** Whether the message has a header above its text. */
export const hasHead = ({ forwardedFrom, form, pinned }: Pick<Message, 'forwardedFrom' | 'form' | 'pinned'>): boolean =>
  pinned || forwardedFrom !== null || form !== null

/** Whether the message has more than text and files. */
export const hasExtras = ({ attach, buttons }: Pick<Message, 'attach' | 'buttons'>): boolean =>
  attach.length > 0 || buttons.length > 0

/** One piece of a message's ATTACH; all text, never HTML. Addresses: absolute http(s), or the path of a CRM card on the portal. */
export type AttachLine =
  /** First line of an attachment: its colour (`#rrggbb`), its description ('' = none). */
  | { readonly kind: 'head'; readonly text: string; readonly color: string | null }
  | { readonly kind: 'text'; readonly text: string }
  /** `display`: `block` = value under its label; `row` = side by side. */
  | {
      readonly kind: 'pair'
      readonly label: string
      readonly value: string
      readonly display: 'block' | 'row'
      readonly url: string | null
    }
  | { readonly kind: 'link'; readonly label: string; readonly url: string | null; readonly description: string | null }
  | { readonly kind: 'picture'; readonly label: string; readonly url: string; readonly previewUrl: string }
  /** `size`: bytes. */
  | { readonly kind: 'file'; readonly label: string; readonly url: string | null; readonly size: number | null }
  | { readonly kind: 'person'; readonly label: string; readonly url: string | null }
  | { readonly kind: 'delimiter' }

/** Effect of a button in the panel: its text goes into the field, a phone number is dialled, a dialog opens in the messenger. */
export type ButtonAction =
  | { readonly kind: 'link'; readonly url: string }
  | { readonly kind: 'put' | 'copy' | 'call'; readonly value: string }
  | { readonly kind: 'dialog'; readonly what: 'user' | 'chat'; readonly id: number }

/** A button of KEYBOARD or an item of MENU. */
export interface MessageButton {
  readonly text: string
  /** null = it calls a bot or an app, which only its recipient can do. */
  readonly act: ButtonAction | null
  readonly disabled: boolean
  /** The next button begins a new row. */
  readonly endsRow: boolean
}

/** One message of a chat, from any method. */
export interface Message {
  readonly id: MessageId
  readonly chatId: ChatId
  /** null = the portal itself wrote it (author_id 0 or the SYSTEM flag). */
  readonly authorId: UserId | null
  /** Name shown instead of the author's (param NAME), or null. */
  readonly authorName: string | null
  /** Unix milliseconds. */
  readonly date: number
  /** Text with BB codes as typed; '' when there are only files. */
  readonly text: string
  readonly files: readonly ChatFile[]
  readonly attach: readonly AttachLine[]
  readonly buttons: readonly MessageButton[]
  /** Author of a forwarded message; '' = unknown. null = not forwarded. */
  readonly forwardedFrom: string | null
  readonly pinned: boolean
  /** Shown in large letters (LARGE_FONT). */
  readonly large: boolean
  /** A CRM form in the chat: sent to the client, or filled in by the client. */
  readonly form: 'sent' | 'filled' | null
  readonly replyTo: MessageId | null
  readonly likes: readonly UserId[]
  readonly edited: boolean
  readonly deleted: boolean
  readonly delivery: Delivery
  readonly session: SessionMark | null
  /** Client's rating in a system line: stars 1..5, or a thumb. */
  readonly rating: Rating | null
  /** Written in silent mode: the client didn't get it. */
  readonly hidden: boolean
}

/** A client's or a manager's rating. */
export type Rating =
  | { readonly kind: 'like' | 'dislike' }
  | { readonly kind: 'stars'; /** 1 to 5. */ readonly stars: number }

const EMOJI =
  /^(?:\s*(?:\p{RI}{2}|[0-9#*]\ufe0f\u20e3|[\p{Emoji_Presentation}\p{Extended_Pictographic}][\ufe0f\p{EMod}]?(?:\u200d[\p{Emoji_Presentation}\p{Extended_Pictographic}][\ufe0f\p{EMod}]?)*[\u{e0020}-\u{e007f}]*)){1,3}\s*$/u

/** Whether a text is one to three emoji and nothing else, which is shown large. */
export const isOnlyEmoji = (text: string): boolean => text.length < 80 && EMOJI.test(text)
