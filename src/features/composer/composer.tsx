import { SendHorizontal } from 'lucide-react'
import { useEffect, useId, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react'
import type { Chat } from '@/domain/chat'
import type { Me } from '@/domain/person'
import type { ReplyGate } from '@/domain/session'
import { useSpeech, type PhraseKey } from '@/i18n/i18n'
import { useDraft, useOutboxActions } from '@/outbox/use-outbox'
import { useReplyGate } from '@/queries/reply-gate'
import { useSessionActions } from '@/queries/session-actions'
import { ComposerCard } from './composer-card'
import { GateBar } from './gate-bar'

/** The portal takes at most this many characters. */
const LIMIT = 20_000
const NEAR_LIMIT = 1_000

const whyNot = {
  ready: null,
  loading: 'composer.notYetLoading',
  answer: 'composer.notYetAnswer',
  join: 'composer.notYetJoin',
  closed: 'composer.notYetClosed',
  closing: 'composer.notYetClosed',
  'window-over': 'composer.windowTitle',
  'no-right': 'composer.readOnlyText',
} as const satisfies Record<ReplyGate['kind'], PhraseKey | null>

const growsByItself = typeof CSS !== 'undefined' && CSS.supports('field-sizing', 'content')

/** The composer of one chat. */
export interface ComposerProps {
  readonly chat: Chat
  readonly me: Me
  /** The field gets the focus when the chat opens. */
  readonly autoFocus: boolean
}

const Card = ({ chat, me, autoFocus }: ComposerProps) => {
  const { t, format } = useSpeech()
  const [text, setText] = useDraft(chat.id)
  const { send } = useOutboxActions()
  const gate = useReplyGate(chat)
  const actions = useSessionActions(chat)
  const field = useRef<HTMLTextAreaElement>(null)
  const stepped = useRef(false)
  const [hint, setHint] = useState<PhraseKey | null>(null)
  const gateId = useId()

  const reply = text.trim()
  const left = LIMIT - reply.length
  const open = gate.kind === 'ready'
  // Where no step helps, there is nothing to prepare for; what was typed before stays in sight.
  const [hadDraft] = useState(text !== '')
  const writable = (gate.kind !== 'no-right' && gate.kind !== 'window-over') || hadDraft

  useEffect(() => {
    if (autoFocus) field.current?.focus({ preventScroll: true })
  }, [autoFocus])

  useEffect(() => {
    if (!open || !stepped.current) return
    stepped.current = false
    field.current?.focus({ preventScroll: true })
  }, [open])

  useLayoutEffect(() => {
    const { current } = field
    if (growsByItself || !current) return
    current.style.height = 'auto'
    current.style.height = text === '' ? '' : `${current.scrollHeight}px`
  }, [text])

  const submit = () => {
    field.current?.focus({ preventScroll: true })
    if (reply === '') return
    const reason = whyNot[gate.kind] ?? (reply === '0' ? 'composer.loneZero' : left < 0 ? 'composer.tooLong' : null)
    setHint(reason)
    if (reason !== null) return
    send(chat.id, reply)
    setText('')
  }

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key !== 'Enter' || event.shiftKey || event.altKey) return
    // Enter that ends an IME composition; Safari tells it only by the old key code.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return
    // A screen keyboard has no Shift+Enter worth the name.
    if (matchMedia('(pointer: coarse)').matches) return
    event.preventDefault()
    submit()
  }

  const [beforeKey, afterKey] = t('composer.enterToSend').split('{key}')
  return (
    <ComposerCard>
      <GateBar
        id={gateId}
        gate={gate}
        chat={chat}
        me={me.id}
        actions={actions}
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
          <textarea
            ref={field}
            dir="auto"
            rows={1}
            value={text}
            aria-label={t('composer.message')}
            aria-describedby={open ? undefined : gateId}
            placeholder={t('composer.placeholder', { channel: chat.channel.title })}
            enterKeyHint="enter"
            onChange={({ target }) => {
              setText(target.value)
              if (hint !== null) setHint(null)
            }}
            onKeyDown={onKeyDown}
            className="field-sizing-content block max-h-44 min-h-10 w-full resize-none px-3.5 pt-2.75 pb-1 text-md outline-none @max-[480px]/panel:max-h-46 @max-[480px]/panel:text-lg"
          />
          <div className="flex items-center gap-2 pt-1 pe-1.5 pb-1.5 ps-3.5 @max-[480px]/panel:pe-2 @max-[480px]/panel:pb-2">
            <p role="status" dir="auto" className="min-w-0 flex-1 text-xs text-warning-fg wrap-anywhere">
              {hint !== null ? t(hint) : chat.dialog?.silent ? t('composer.silent') : null}
            </p>
            {left < NEAR_LIMIT && (
              <span className={`text-xs tabular-nums ${left < 0 ? 'font-semibold text-alert-fg' : 'text-fg-3'}`}>
                {t('composer.left', { count: left, number: format.number(left) })}
              </span>
            )}
            <span
              aria-hidden="true"
              className="inline-flex items-center gap-1 px-2 text-xs whitespace-nowrap text-fg-3 @max-[900px]/panel:hidden pointer-coarse:hidden"
            >
              {beforeKey}
              <kbd className="rounded-2xs border border-line-2 bg-surface-2 px-1.25 py-px font-sans text-2xs text-fg-2">
                Enter
              </kbd>
              {afterKey}
            </span>
            <button
              type="submit"
              aria-label={t('composer.send')}
              title={t('composer.send')}
              aria-disabled={!open || reply === '' || left < 0 || undefined}
              className="grid size-9.5 flex-none place-items-center rounded-full bg-primary text-on-primary hover:bg-primary-hover aria-disabled:bg-neutral-bg aria-disabled:text-neutral-fg @max-[480px]/panel:size-11"
            >
              <SendHorizontal aria-hidden="true" className="size-5.5 rtl:-scale-x-100" />
            </button>
          </div>
        </form>
      )}
    </ComposerCard>
  )
}

/** Where the operator writes: the field with its draft, Send, and what stands between him and the client. */
export const Composer = (props: ComposerProps) => <Card key={props.chat.id} {...props} />
