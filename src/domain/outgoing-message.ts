import type { CrmItem } from './crm'
import type { ChatId, MessageId } from './ids'

/** The portal takes messages of at most this many characters (UTF-16 units). */
export const MESSAGE_MAX_LENGTH = 20_000

/** Upper limit of a file in bytes (im.v2.File.upload). The documentation says "100 MB", which has two meanings: this is the smaller one. */
export const FILE_MAX_BYTES = 100_000_000

/** Why a file can't be sent; null = it can be tried. */
export type FileProblem = 'too-large' | 'empty'

/** Checks a file before it is sent. `size`: bytes. */
export const fileProblem = (size: number): FileProblem | null =>
  size === 0 ? 'empty' : size > FILE_MAX_BYTES ? 'too-large' : null

/** Why a reply was rejected; `code` is the portal's own, shown in small print. */
export interface Rejection {
  readonly reason:
    | 'not-active'
    | 'not-in-chat'
    | 'no-access'
    | 'bad-text'
    | 'too-old'
    /** A file: larger than the portal takes. */
    | 'too-large'
    /** A file: empty, or not readable for the portal. */
    | 'bad-file'
    /** A file: its bytes are no longer stored. */
    | 'file-gone'
    /** A file: an older portal takes it only with a permission (scope `disk`) that the app lacks. */
    | 'needs-disk'
    | 'other'
  readonly code: string
}

/**
 * What a queued reply waits for: its turn; the computer's or the portal's connection; the end of a limit; a sign-in.
 * All but `turn` are tried again automatically.
 */
export type WaitCause = 'turn' | 'offline' | 'no-answer' | 'limit' | 'sign-in'

/**
 * State of an outgoing reply; src/outbox/outbox.md has every transition.
 * queued (certainly not sent), sending (the call is running), verifying (outcome unknown: the chat is being read),
 * sent (executed), rejected (certainly not executed), unconfirmed (outcome unknown for good, or certainly absent: the operator decides).
 */
export type ReplyState =
  /** `until`: unix ms of the next try; null = as soon as possible, or when something changes. */
  | { readonly name: 'queued'; readonly cause: WaitCause; readonly until: number | null }
  | { readonly name: 'sending' }
  /** `until`: unix ms from which a read of the chat without a match proves that the reply isn't there. */
  | { readonly name: 'verifying'; readonly until: number }
  /**
   * `copies`: how many messages of the chat are this reply; more than 1 = the browser repeated the call. `changed`: it was recognised only
   * by its letters, because the portal stored another text.
   */
  | {
      readonly name: 'sent'
      readonly messageId: MessageId
      readonly copies: readonly MessageId[]
      readonly at: number
      readonly changed?: true
    }
  | { readonly name: 'rejected'; readonly rejection: Rejection }
  /** `absent`: the chat was read and the reply certainly isn't there. Otherwise its outcome stays unknown. */
  | { readonly name: 'unconfirmed'; readonly absent: boolean }

/** State of the chat when a reply was sent: earlier messages can't be that reply. */
export interface SendWatermark {
  /** Unix ms of this computer. */
  readonly since: number
  /** The newest message known then; 0 = none was known. */
  readonly after: number
}

/** What is known of an outgoing file; its bytes are stored beside the reply. */
export interface OutgoingFile {
  readonly name: string
  /** Bytes. */
  readonly size: number
  /** Media type as given by the browser; '' = unknown. */
  readonly type: string
}

/** The portal cuts texts that are too long for it: a stored text of at least this length that the reply begins with is the reply. */
const CUT_TEXT_LENGTH = 2_000

const isSameOrCut = (sent: string, stored: string): boolean =>
  sent === stored || (stored.length >= CUT_TEXT_LENGTH && sent.startsWith(stored))

const withSingleBlanks = (text: string): string => text.replace(/\s+/g, ' ').trim()
/** The portal's protective filter puts blanks and ` * ` into words of texts that came in a form. */
const lettersOf = (text: string): string => text.replace(/[\s*]+/g, '')

/** Whether a stored text is the one that was sent, blanks aside. */
export const isSameText = (sent: string, stored: string): boolean =>
  isSameOrCut(withSingleBlanks(sent), withSingleBlanks(stored))

/** Whether a stored text may be the one that was sent after the portal's protective filter has changed it. */
export const hasSameLetters = (sent: string, stored: string): boolean => {
  const letters = lettersOf(stored)
  return letters !== '' && isSameOrCut(lettersOf(sent), letters)
}

/** The portal has stored another text than the one that was sent, with the same letters. */
export const isChangedText = (sent: string, stored: string): boolean =>
  sent !== stored && !isSameText(sent, stored) && hasSameLetters(sent, stored)

/** Only the id of the reply is left; its content has been removed. */
export const isPruned = ({ text, file }: Pick<OutgoingReply, 'text' | 'file'>): boolean => text === '' && !file

/** A reply between the composer and the portal (imopenlines.crm.message.add), or a file (im.v2.File.upload); one queue for both. */
export interface OutgoingReply {
  /** Our own id, made when the reply is sent; also the React key, which survives confirmation. */
  readonly localId: string
  readonly chatId: ChatId
  /** The record in whose card it was written; imopenlines.crm.message.add needs it. */
  readonly item: CrmItem
  /** note = for the team chat `chatId`, by im.message.add, never for a client. Records older than notes have none: they are replies. */
  readonly kind?: 'reply' | 'note'
  /** '' when it is a file. */
  readonly text: string
  readonly file?: OutgoingFile
  /** Files that were sent together: a rejected one doesn't block the others. */
  readonly groupId?: string
  /** Of a note: the message of the team chat that it answers (REPLY_ID). A reply to a client carries its quote in the text. */
  readonly answers?: MessageId
  /** Unix ms when the operator sent it. */
  readonly createdAt: number
  /** Of the last attempt; before the first one the time of writing and the newest message seen. */
  readonly watermark: SendWatermark
  /** Number of calls. */
  readonly attempts: number
  /** The operator wants it sent although an earlier one waits for a decision. */
  readonly priority: boolean
  /** The operator asked for another attempt, knowing that the one before may have been executed. */
  readonly confirmedByOperator: boolean
  /** A file whose upload was cancelled: unless it is found in the chat, it is removed. */
  readonly cancelled?: boolean
  readonly state: ReplyState
}
