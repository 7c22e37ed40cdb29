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
  /** The record that the portal is told. */
  readonly item: CrmItem
  /** The text as it is sent, made of the trimmed text of the field, which is not empty. */
  readonly outgoingText: (trimmed: string, quoted: QuotedMessage | null) => string
  /** The message that is answered by its id (REPLY_ID), where that isn't done by a quote in the text. */
  readonly answeredId: (quoted: QuotedMessage | null) => MessageId | null
  /** Said where the text is longer than the portal takes. */
  readonly tooLong: PhraseKey
}

/** The state of a message field, the same for replies and notes. */
export interface ComposerFieldState {
  readonly chatId: ChatId
  readonly field: RefObject<HTMLTextAreaElement | null>
  /** What stands in the field: the draft of the chat. */
  readonly text: string
  readonly trimmed: string
  readonly setText: (next: string | ((now: string) => string)) => void
  readonly quoted: QuotedMessage | null
  readonly setQuoted: (next: QuotedMessage | null) => void
  /** There is neither text nor a file that can be sent. */
  readonly isEmpty: boolean
  /** How many characters the message may still get; negative when it is too long. */
  readonly charactersLeft: number
  /** What the portal would not take about the text; null = nothing. */
  readonly textProblem: PhraseKey | null
  /** Why the last attempt to send did nothing; null = there is nothing to say. */
  readonly hint: PhraseKey | null
  readonly setHint: Dispatch<SetStateAction<PhraseKey | null>>
  /**
   * Gives the chosen files and the text to the outbox. The field is empty only once they are stored: until then they are nowhere else.
   * While that is under way, another call is remembered and stores what has been typed since.
   */
  readonly store: () => void
}

/** Draft, chosen files and quoted message of a chat, and the way of all three into the outbox. */
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
  /** Those of the last render: what is typed while something is being stored is stored later, with what was chosen by then. */
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
        // Files carry no quote: it stays for the text that follows.
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
    // PHP takes "0" for empty.
    textProblem: trimmed === '0' ? 'composer.zeroOnly' : charactersLeft < 0 ? options.tooLong : null,
    hint,
    setHint,
    store: () => storeText(text, quoted),
  }
}
