import { type ComponentType, type ReactNode, type RefObject, useEffect, useId, useRef, useState } from 'react'
import { useOutboxActions } from '@/composer-state/use-composer-state'
import type { Chat } from '@/domain/chat'
import { replyItem } from '@/domain/crm'
import type { ChatId } from '@/domain/ids'
import type { Me } from '@/domain/person'
import { withQuote } from '@/domain/quote'
import type { ReplyAvailability } from '@/domain/session'
import { useI18n, useT } from '@/i18n/i18n'
import { usePortalNow } from '@/lib/page-visibility'
import { useChatChange, useReplyPrerequisites } from '@/mutations/reply-prerequisites'
import { useOpenedCard } from '@/queries/card-context'
import { type Colleague, useViewers } from '@/queries/presence'
import { useReplyAvailability } from '@/queries/reply-availability'
import { ComposerField } from './composer-field'
import { ComposerFrame } from './composer-layout'
import { useFieldStart } from './early-typed-text'
import { ReplyUnavailableBar } from './reply-unavailable-bar'
import { SendButton } from './send-button'
import { SendKeyHint } from './send-key'
import { UnfilledPlaceholders } from './send-warnings'
import { useComposerField } from './use-composer-field'
import { useSubmitReply } from './use-submit-reply'

/** Shows above the field which colleagues are writing in this chat. */
const TypingIndicator = ({ writers }: { writers: readonly Colleague[] }) => {
  const t = useT()
  const names = writers.map(({ firstName }) => firstName).join(', ')
  return (
    <p aria-live="polite" className="truncate px-3.5 text-xs text-fg-2 not-empty:pt-2.5">
      {writers.length > 0 && <bdi>{t('presence.typing', { count: writers.length, names })}</bdi>}
    </p>
  )
}

/** The remaining characters are counted from this many before the limit. */
const NEAR_MAX_LENGTH = 1_000
/** The only channel that certainly shows bold, italic, underlined and struck text: the portal's own live chat (docs/decisions.md). */
const FORMATTED_CHANNEL = 'livechat'

/** States in which no typed text could ever be sent. */
const NEVER_WRITABLE: ReadonlySet<ReplyAvailability['kind']> = new Set(['window-over', 'read-only', 'no-right'])

/** A field that text is inserted into. `text` is its present text. */
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
  /** Called with every key, to inform colleagues who have this chat open. */
  readonly onTyping: (chatId: ChatId) => void
  /** The templates, with their button. */
  readonly Templates?: ComponentType<FieldToolProps>
}

const ReplyField = ({ chat, me, autoFocus, modeSwitch, onTyping, Templates }: ComposerProps) => {
  const { t, format } = useI18n()
  const { durable } = useOutboxActions()
  const { item } = useOpenedCard()
  const availability = useReplyAvailability(chat, usePortalNow())
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
  // Where no step helps, nothing can be sent; an existing draft is still shown.
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
    // The step may take long: an operator who is typing in another field by now keeps the focus there.
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

/** The field for replies to a client with its draft, Send, and the steps before a reply. */
export const Composer = (props: ComposerProps) => <ReplyField key={props.chat.id} {...props} />
