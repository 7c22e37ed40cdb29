import {
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
  type ComponentType,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
} from 'react'
import type { Chat } from '@/domain/chat'
import type { ChatId } from '@/domain/ids'
import type { Me } from '@/domain/person'
import { withQuote, type QuotedMessage } from '@/domain/quote'
import { replyItem } from '@/domain/crm'
import { prerequisitesOf, type ReplyAvailability } from '@/domain/session'
import { useI18n, type PhraseKey } from '@/i18n/i18n'
import { useSendKey } from '@/settings/send-key'
import { useDraft, useOutboxActions, useQuotedMessage, useAttachments } from '@/composer-state/use-composer-state'
import { useOpenedCard } from '@/queries/card-context'
import { useReplyAvailability } from '@/queries/reply-availability'
import { useChatChange, useReplyPrerequisites, useSeenChange } from '@/mutations/reply-prerequisites'
import { useViewers } from '@/queries/presence'
import { useNow } from '@/lib/page-visibility'
import { AttachButton, Attachments } from './attachments'
import { ComposerFrame, ComposerRow } from './composer-layout'
import { ComposerTools } from './composer-layout'
import { DraftConflict } from './draft-conflict'
import { formatByKey } from './text-formatting'
import { ReplyUnavailableBar } from './reply-unavailable-bar'
import { enqueueWithAttachments } from './use-submit-reply'
import { isSendKey } from './send-key'
import { UnfilledPlaceholders, useUnfilledPlaceholders } from './send-warnings'
import { useFieldStart } from './placeholder-input'
import { cancelsQuote, QuotedMessagePreview } from './quoted-message-preview'
import { replyTexts, SendButton } from './send-button'
import { SendKeyHint } from './send-key'
import { useCollisionWarning } from './send-warnings'
import { TypingIndicator } from './typing-indicator'

/** The portal takes at most this many characters. */
const MAX_LENGTH = 20_000
const NEAR_MAX_LENGTH = 1_000
/** The one channel that surely shows bold, italic, underlined and struck words: the portal's own live chat (docs/decisions.md). */
const FORMATTED_CHANNEL = 'livechat'

const disabledReasons: Partial<Record<ReplyAvailability['kind'], PhraseKey>> = {
  loading: 'composer.notYetLoading',
  'window-over': 'composer.windowClosed',
  'read-only': 'composer.readOnlyText',
  'no-right': 'composer.readOnlyText',
}

/** Where nothing that is typed could ever be sent. */
const NEVER_WRITABLE: ReadonlySet<ReplyAvailability['kind']> = new Set(['window-over', 'read-only', 'no-right'])

const supportsFieldSizing = typeof CSS !== 'undefined' && CSS.supports('field-sizing', 'content')

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

const Card = ({ chat, me, autoFocus, modeSwitch, onTyping, Templates }: ComposerProps) => {
  const { t, format } = useI18n()
  const [text, setText] = useDraft(chat.id)
  const { send, sendFiles, durable } = useOutboxActions()
  const [files, attachments] = useAttachments(chat.id)
  const { item } = useOpenedCard()
  const gate = useReplyAvailability(chat, useNow())
  const steps = useReplyPrerequisites(chat.id)
  const [change, forgetChange] = useChatChange(chat.id)
  const [preparing, setPreparing] = useState(false)
  const field = useRef<HTMLTextAreaElement>(null)
  const stepped = useRef(false)
  const storing = useRef<'no' | 'yes' | 'and more'>('no')
  const [hint, setHint] = useState<PhraseKey | null>(null)
  const gateId = useId()
  const writers = useViewers(chat.id).filter(({ writing }) => writing)
  const secondThoughts = useCollisionWarning(chat.id, me.id, text, writers)
  const openBlanks = useUnfilledPlaceholders(text)
  const sendKey = useSendKey()
  const [target, setTarget] = useQuotedMessage(chat.id)
  const [objection, setObjection] = useState<string | null>(null)

  const reply = text.trim()
  const left = MAX_LENGTH - withQuote(target, reply).length
  const nothing = reply === '' && !files.some(({ problem }) => problem === null)
  const open = gate.kind === 'ready'
  // Where no step helps, there is nothing to prepare for; what was typed before stays in sight.
  const [hadDraft, setHadDraft] = useState(text !== '')
  const writable = !NEVER_WRITABLE.has(gate.kind) || hadDraft
  const [first] = prerequisitesOf(gate)
  useSeenChange(chat, me.id, text !== '' && !preparing && steps.busy === null)
  /** The step that stood there when the operator began to write. */
  const offered = useRef(first)
  useEffect(() => {
    if (text === '') offered.current = first
  }, [text, first])

  useFieldStart(chat.id, field, autoFocus, (typed) => {
    setText((now) => now + typed)
    setHadDraft(true)
  })

  useEffect(() => {
    if (!open || !stepped.current) return
    stepped.current = false
    // The portal may take its time over a step: who types elsewhere by now goes on there.
    if (!document.activeElement?.closest('input, dialog')) field.current?.focus({ preventScroll: true })
  }, [open])

  useLayoutEffect(() => {
    const { current } = field
    if (supportsFieldSizing || !current) return
    current.style.height = 'auto'
    current.style.height = text === '' ? '' : `${current.scrollHeight}px`
  }, [text])

  // The field is empty only once the reply is stored: until then its text is nowhere else. Enter meanwhile is for what is typed meanwhile.
  const store = (typed: string, words: string, quoted: QuotedMessage | null) => {
    if (storing.current !== 'no') {
      storing.current = 'and more'
      return
    }
    storing.current = 'yes'
    const about = replyItem(chat, item)
    enqueueWithAttachments({ sendFiles }, attachments, about, chat.id, 'reply', () =>
      words === '' ? undefined : send(about, chat.id, withQuote(quoted, words)),
    ).then(
      () => {
        // Files carry no quote: it waits for words.
        if (words !== '') setTarget((now) => (now === quoted ? null : now))
        const more = storing.current === 'and more'
        storing.current = 'no'
        setText((now) => {
          const left = now.startsWith(typed) ? now.slice(typed.length) : now
          if (more && left.trim() !== '') queueMicrotask(() => store(left, left.trim(), null))
          return left
        })
      },
      () => {
        storing.current = 'no'
        setHint('outbox.notStored')
      },
    )
  }

  const submit = () => {
    field.current?.focus({ preventScroll: true })
    if (nothing) return
    const reason =
      disabledReasons[gate.kind] ?? (reply === '0' ? 'composer.zeroOnly' : left < 0 ? 'composer.tooLong' : null)
    setHint(reason)
    const moved = reason === null && first !== undefined && first !== offered.current
    const objects = moved
      ? t('composer.stepChanged', { step: t(replyTexts[first]) })
      : reason === null
        ? (openBlanks() ?? secondThoughts())
        : null
    offered.current = first
    setObjection(objects)
    if (reason !== null || objects !== null || preparing) return
    if (first === undefined) {
      forgetChange()
      store(text, reply, target)
      return
    }
    // The step first, then the reply, as two calls: what was typed stays in the field until the chat surely takes it.
    setPreparing(true)
    void steps.take(first).then((ready) => {
      setPreparing(false)
      if (!ready) return
      setText((now) => {
        // Somebody who has gone on typing decides anew.
        if (now === text) queueMicrotask(() => store(text, reply, target))
        return now
      })
    })
  }

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (chat.channel.connector === FORMATTED_CHANNEL && formatByKey(event)) return
    if (cancelsQuote(event, target, setTarget) || !isSendKey(event, sendKey)) return
    event.preventDefault()
    submit()
  }

  return (
    <ComposerFrame>
      <ReplyUnavailableBar
        id={gateId}
        gate={gate}
        chat={chat}
        me={me.id}
        steps={steps}
        change={change}
        onStep={() => {
          stepped.current = true
          setHint(null)
        }}
      />
      {writable && (
        <form
          className={open ? undefined : 'border-t border-line first:border-t-0'}
          onSubmit={(event) => {
            event.preventDefault()
            submit()
          }}
        >
          <TypingIndicator writers={writers} />
          <DraftConflict chatId={chat.id} />
          <QuotedMessagePreview target={target} field={field} onCancel={() => setTarget(null)} />
          <UnfilledPlaceholders field={field} text={text} />
          <Attachments chatId={chat.id} field={field} />
          <textarea
            ref={field}
            data-chat={chat.id}
            dir="auto"
            rows={1}
            value={text}
            aria-label={t('composer.message')}
            aria-describedby={open ? undefined : gateId}
            placeholder={t('composer.placeholder', { channel: chat.channel.title })}
            enterKeyHint="enter"
            onChange={({ target }) => {
              setText(target.value)
              if (target.value.trim() === '') setObjection(null)
              else onTyping(chat.id)
              if (hint !== null) setHint(null)
            }}
            onKeyDown={onKeyDown}
            className="field-sizing-content block max-h-44 min-h-10 w-full resize-none px-3.5 pt-2.75 pb-1 text-md outline-none @max-[480px]/panel:max-h-46 @max-[480px]/panel:text-lg"
          />
          <ComposerRow>
            {modeSwitch}
            <ComposerTools field={field}>
              <AttachButton chatId={chat.id} field={field} />
              {Templates && <Templates field={field} text={text} chat={chat} me={me} />}
            </ComposerTools>
            <p
              role="status"
              dir="auto"
              className="min-w-0 flex-1 text-xs text-warning-fg wrap-anywhere not-empty:order-first not-empty:basis-full"
            >
              {hint !== null
                ? t(hint)
                : objection !== null
                  ? objection
                  : chat.dialog?.silent
                    ? t('composer.silent')
                    : durable
                      ? null
                      : t('outbox.notKept')}
            </p>
            {left < NEAR_MAX_LENGTH && (
              <span className={`text-xs tabular-nums ${left < 0 ? 'font-semibold text-alert-fg' : 'text-fg-3'}`}>
                {t('composer.left', { count: left, number: format.number(left) })}
              </span>
            )}
            <SendKeyHint />
            <SendButton
              step={first ?? null}
              off={NEVER_WRITABLE.has(gate.kind) || nothing || left < 0}
              busy={preparing}
            />
          </ComposerRow>
        </form>
      )}
      {!writable && modeSwitch && <div className="px-3.5 pb-2">{modeSwitch}</div>}
    </ComposerFrame>
  )
}

/** Where the operator writes: the field with its draft, Send, and what stands between him and the client. */
export const Composer = (props: ComposerProps) => <Card key={props.chat.id} {...props} />
