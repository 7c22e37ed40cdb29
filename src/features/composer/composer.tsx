import { useEffect, useId, useRef, useState, type ComponentType, type ReactNode, type RefObject } from 'react'
import type { Chat } from '@/domain/chat'
import { replyItem } from '@/domain/crm'
import type { ChatId } from '@/domain/ids'
import type { Me } from '@/domain/person'
import { withQuote } from '@/domain/quote'
import type { ReplyAvailability } from '@/domain/session'
import { useI18n } from '@/i18n/i18n'
import { useOutboxActions } from '@/composer-state/use-composer-state'
import { useNow } from '@/lib/page-visibility'
import { useChatChange, useReplyPrerequisites } from '@/mutations/reply-prerequisites'
import { useOpenedCard } from '@/queries/card-context'
import { useViewers } from '@/queries/presence'
import { useReplyAvailability } from '@/queries/reply-availability'
import { ComposerField } from './composer-field'
import { ComposerFrame } from './composer-layout'
import { useFieldStart } from './placeholder-input'
import { ReplyUnavailableBar } from './reply-unavailable-bar'
import { SendButton } from './send-button'
import { SendKeyHint } from './send-key'
import { UnfilledPlaceholders } from './send-warnings'
import { TypingIndicator } from './typing-indicator'
import { useComposerField } from './use-composer-field'
import { useSubmitReply } from './use-submit-reply'

/** From this many characters before the limit on, the rest is counted. */
const NEAR_MAX_LENGTH = 1_000
/** The one channel that surely shows bold, italic, underlined and struck words: the portal's own live chat (docs/decisions.md). */
const FORMATTED_CHANNEL = 'livechat'

/** Where nothing that is typed could ever be sent. */
const NEVER_WRITABLE: ReadonlySet<ReplyAvailability['kind']> = new Set(['window-over', 'read-only', 'no-right'])

/** A field that something is put into. `text` is what stands in it. */
export interface FieldToolProps {
  readonly field: RefObject<HTMLTextAreaElement | null>
  readonly text: string
  readonly chat: Chat
  readonly me: Me
}

/** The composer of one chat. */
export interface ComposerProps {
  readonly chat: Chat
  readonly me: Me
  /** The field gets the focus when the chat opens. */
  readonly autoFocus: boolean
  /** Switches to writing a note. */
  readonly modeSwitch?: ReactNode
  /** Told with every key, for the colleagues who have this chat open. */
  readonly onTyping: (chatId: ChatId) => void
  /** The templates, with their button. */
  readonly Templates?: ComponentType<FieldToolProps>
}

const ReplyField = ({ chat, me, autoFocus, modeSwitch, onTyping, Templates }: ComposerProps) => {
  const { t, format } = useI18n()
  const { durable } = useOutboxActions()
  const { item } = useOpenedCard()
  const availability = useReplyAvailability(chat, useNow())
  const prerequisites = useReplyPrerequisites(chat.id)
  const [change] = useChatChange(chat.id)
  const writers = useViewers(chat.id).filter(({ writing }) => writing)
  const field = useRef<HTMLTextAreaElement>(null)
  const composer = useComposerField(chat.id, field, {
    kind: 'reply',
    item: replyItem(chat, item),
    outgoingText: (trimmed, quoted) => withQuote(quoted, trimmed),
    answeredId: () => null,
    tooLong: 'composer.tooLong',
  })
  const { text, setText, hint, setHint, charactersLeft, isEmpty } = composer
  const submission = useSubmitReply(chat, me.id, availability, prerequisites, writers, composer)
  const explanationId = useId()

  const isReady = availability.kind === 'ready'
  // Where no step helps, nothing can be sent; what was typed before is still shown.
  const [hadDraft, setHadDraft] = useState(text !== '')
  const isWritable = !NEVER_WRITABLE.has(availability.kind) || hadDraft

  useFieldStart(chat.id, field, autoFocus, (typed) => {
    setText((now) => now + typed)
    setHadDraft(true)
  })

  const stepTaken = useRef(false)
  useEffect(() => {
    if (!isReady || !stepTaken.current) return
    stepTaken.current = false
    // The portal may take its time over a step: whoever types into another field by now goes on there.
    if (!document.activeElement?.closest('input, dialog')) field.current?.focus({ preventScroll: true })
  }, [isReady, field])

  const status =
    hint !== null
      ? t(hint)
      : (submission.warning ?? (chat.dialog?.silent ? t('composer.silent') : durable ? null : t('outbox.notKept')))

  return (
    <ComposerFrame>
      <ReplyUnavailableBar
        id={explanationId}
        gate={availability}
        chat={chat}
        me={me.id}
        steps={prerequisites}
        change={change}
        onStep={() => {
          stepTaken.current = true
          setHint(null)
        }}
      />
      {isWritable && (
        <ComposerField
          composer={composer}
          kind="reply"
          className={isReady ? undefined : 'border-t border-line first:border-t-0'}
          fieldClassName="@max-[480px]/panel:max-h-46"
          fieldAttributes={{
            'aria-label': t('composer.message'),
            'aria-describedby': isReady ? undefined : explanationId,
            placeholder: t('composer.placeholder', { channel: chat.channel.title }),
          }}
          formatting={chat.channel.connector === FORMATTED_CHANNEL}
          onType={(typed) => {
            if (typed.trim() === '') submission.clearWarning()
            else onTyping(chat.id)
          }}
          onSubmit={submission.submit}
          top={<TypingIndicator writers={writers} />}
          warnings={<UnfilledPlaceholders field={field} text={text} />}
          modeSwitch={modeSwitch}
          tools={Templates && <Templates field={field} text={text} chat={chat} me={me} />}
        >
          <p
            role="status"
            dir="auto"
            className="min-w-0 flex-1 text-xs text-warning-fg wrap-anywhere not-empty:order-first not-empty:basis-full"
          >
            {status}
          </p>
          {charactersLeft < NEAR_MAX_LENGTH && (
            <span
              className={`text-xs tabular-nums ${charactersLeft < 0 ? 'font-semibold text-alert-fg' : 'text-fg-3'}`}
            >
              {t('composer.left', { count: charactersLeft, number: format.number(charactersLeft) })}
            </span>
          )}
          <SendKeyHint />
          <SendButton
            step={submission.prerequisite}
            off={NEVER_WRITABLE.has(availability.kind) || isEmpty || charactersLeft < 0}
            busy={submission.preparing}
          />
        </ComposerField>
      )}
      {!isWritable && modeSwitch && <div className="px-3.5 pb-2">{modeSwitch}</div>}
    </ComposerFrame>
  )
}

/** Where the operator writes to a client: the field with its draft, Send, and what has to be done before a reply. */
export const Composer = (props: ComposerProps) => <ReplyField key={props.chat.id} {...props} />
