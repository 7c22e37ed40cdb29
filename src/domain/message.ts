import type { ChatId, FileId, MessageId, SessionId, UserId } from './ids'

/** What a file is, for the way it is shown. */
export type FileKind = 'image' | 'video' | 'voice' | 'audio' | 'file'

/** A file in a message (im.dialog.messages.get `files`, imopenlines.session.history.get `files`). */
export interface ChatFile {
  readonly id: FileId
  readonly kind: FileKind
  readonly name: string
  readonly extension: string
  /** Bytes; null when unknown. */
  readonly size: number | null
  /** Pixels; known for pictures, so that nothing shifts while they load. */
  readonly width: number | null
  readonly height: number | null
  /** Absolute http(s) addresses on the portal, or null. */
  readonly previewUrl: string | null
  readonly showUrl: string | null
  readonly downloadUrl: string | null
}

/** Session lines are system messages that open or close a session. */
export interface SessionMark {
  readonly what: 'opened' | 'closed'
  readonly sessionId: SessionId | null
}

/** Delivery into the channel as far as the portal tells it. */
export type Delivery = 'sending' | 'sent' | 'delivered' | 'failed'

/** A label and value, or a link, out of a message's ATTACH; all text, never HTML. */
export type AttachLine =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'pair'; readonly label: string; readonly value: string }
  | { readonly kind: 'link'; readonly label: string; readonly url: string | null; readonly description: string | null }
  | { readonly kind: 'delimiter' }

/** One message of a chat, whichever method brought it. */
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
  /** Texts of a bot's keyboard buttons; shown, never run. */
  readonly buttons: readonly string[]
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
