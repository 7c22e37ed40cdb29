import { useEffect, useRef, useState, type Dispatch, type RefObject, type SetStateAction } from 'react'
import type { CrmItem } from '@/domain/crm'
import type { ChatId, MessageId } from '@/domain/ids'
import { MESSAGE_MAX_LENGTH } from '@/domain/outgoing-message'
import type { QuotedMessage } from '@/domain/quote'
import type { PhraseKey } from '@/i18n/i18n'
import type { PendingFile } from '@/composer-state/attachments'
import { useAttachments, useDraft, useOutboxActions, useQuotedMessage } from '@/composer-state/use-composer-state'

/** How a text becomes the message that is sent. */
export interface OutgoingMessageOptions {
  readonly kind: 'reply' | 'note'
  /** The record that the reply is sent through. */
  readonly item: CrmItem
  /** The text as it is sent, made of the trimmed text of the field, which is not empty. */
  readonly outgoingText: (trimmed: string, quoted: QuotedMessage | null) => string
  /** Id of the quoted message (REPLY_ID), where the quote isn't part of the text. */
  readonly answeredId: (quoted: QuotedMessage | null) => MessageId | null
  /** Text for a message that exceeds the portal's limit. */
  readonly tooLong: PhraseKey
}

/** The state of a message field, the same for replies and notes. */
export interface ComposerFieldState {
  readonly chatId: ChatId
  readonly field: RefObject<HTMLTextAreaElement | null>
  /** Text in the field: the draft of the chat. */
  readonly text: string
  readonly trimmed: string
  readonly setText: (next: string | ((now: string) => string)) => void
  readonly quoted: QuotedMessage | null
  readonly setQuoted: (next: QuotedMessage | null) => void
  /** There is neither text nor a file that can be sent. */
  readonly isEmpty: boolean
  /** Number of characters left; negative when the message is too long. */
  readonly charactersLeft: number
  /** Why the portal would refuse the text; null = no problem. */
  readonly textProblem: PhraseKey | null
  /** Why the last attempt to send had no effect; null = none. */
  readonly hint: PhraseKey | null
  readonly setHint: Dispatch<SetStateAction<PhraseKey | null>>
  /**
   * Passes the chosen files and the text to the outbox. The field is cleared only once they are stored. A call while that is running is
   * remembered and stores what has been typed since.
   */
  readonly store: () => void
}

/** Draft, chosen files and quoted message of a chat, and how they get into the outbox. */
export const useComposerField = (
  chatId: ChatId,
  field: RefObject<HTMLTextAreaElement | null>,
  options: OutgoingMessageOptions,
): ComposerFieldState => {
  const [text, setText] = useDraft(chatId)
  const [files, attachments] = useAttachments(chatId)
  const [quoted, setQuoted] = useQuotedMessage(chatId)
  const { send, sendFiles } = useOutboxActions()
  const [hint, setHint] = useState<PhraseKey | null>(null)
  /** null = nothing is being stored. */
  const storing = useRef<{ submittedAgain: boolean } | null>(null)
  /** Options of the last render: text typed while something is being stored is stored later, with the options of that time. */
  const latest = useRef(options)
  useEffect(() => {
    latest.current = options
  })

  const enqueue = async (trimmed: string, answered: QuotedMessage | null): Promise<void> => {
    const { kind, item, outgoingText, answeredId } = latest.current
    const ready: readonly PendingFile[] = attachments.ready()
    if (ready.length > 0) {
      await sendFiles(
        item,
        chatId,
        ready.map(({ file }) => file),
        kind,
      )
      attachments.remove(new Set(ready.map(({ id }) => id)))
    }
    if (trimmed !== '') await send(item, chatId, outgoingText(trimmed, answered), kind, answeredId(answered))
  }

  const storeText = (typed: string, answered: QuotedMessage | null) => {
    if (storing.current) {
      storing.current.submittedAgain = true
      return
    }
    const current = { submittedAgain: false }
    storing.current = current
    const trimmed = typed.trim()
    enqueue(trimmed, answered).then(
      () => {
        storing.current = null
        // Files carry no quote: it is kept for the text that follows.
        if (trimmed !== '') setQuoted((now) => (now === answered ? null : now))
        setText((now) => {
          const rest = now.startsWith(typed) ? now.slice(typed.length) : now
          if (current.submittedAgain && rest.trim() !== '') queueMicrotask(() => storeText(rest, null))
          return rest
        })
      },
      () => {
        storing.current = null
        setHint('outbox.notStored')
      },
    )
  }

  const trimmed = text.trim()
  const outgoing = trimmed === '' ? '' : options.outgoingText(trimmed, quoted)
  const charactersLeft = MESSAGE_MAX_LENGTH - outgoing.length
  return {
    chatId,
    field,
    text,
    trimmed,
    setText,
    quoted,
    setQuoted,
    isEmpty: trimmed === '' && !files.some(({ problem }) => problem === null),
    charactersLeft,
    // PHP treats "0" as empty.
    textProblem: trimmed === '0' ? 'composer.zeroOnly' : charactersLeft < 0 ? options.tooLong : null,
    hint,
    setHint,
    store: () => storeText(text, quoted),
  }
}
