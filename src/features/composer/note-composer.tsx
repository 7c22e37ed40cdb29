import { Check, Lock } from 'lucide-react'
import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import type { TeamChatId } from '@/domain/team-chat'
import { useT, type PhraseKey } from '@/i18n/i18n'
import { useFocusTarget } from '@/lib/focus-targets'
import { useSendKey } from '@/settings/send-key'
import { useDraft, useOutboxActions, useQuotedMessage, useAttachments } from '@/composer-state/use-composer-state'
import { useOpenedCard } from '@/queries/card-context'
import { useMessageWindow } from '@/queries/messages'
import { useTeamChat } from '@/queries/team-chat'
import { Button } from '@/ui/button'
import { AttachButton, Attachments } from './attachments'
import { ComposerRow } from './composer-layout'
import { ComposerTools } from './composer-layout'
import { DraftConflict } from './draft-conflict'
import { formatByKey } from './text-formatting'
import { enqueueWithAttachments } from './use-submit-reply'
import { isSendKey } from './send-key'
import { MentionList } from './mention-list'
import { cancelsQuote, QuotedMessagePreview } from './quoted-message-preview'
import { useMentions } from './mentions'

/** The portal takes at most this many characters. */
const MAX_LENGTH = 20_000

/** `modeSwitch` leads back to the client, where there is one. */
export interface NoteComposerProps {
  readonly autoFocus: boolean
  readonly modeSwitch?: ReactNode
}

const Card = ({ children }: { readonly children: ReactNode }) => (
  <div className="relative mx-4 mb-3.5 flex-none rounded-xl bg-warning-bg text-fg shadow-float outline-[1.5px] -outline-offset-[1.5px] outline-[#e8c56a] outline-dashed dark:outline-[#7a5d1c] @max-[900px]/panel:mx-2.5 @max-[900px]/panel:mb-2.5 @max-[480px]/panel:mx-0 @max-[480px]/panel:mb-0 @max-[480px]/panel:rounded-b-none">
    {children}
  </div>
)

const Field = ({ teamChat, autoFocus, modeSwitch }: NoteComposerProps & { readonly teamChat: TeamChatId }) => {
  const t = useT()
  const { item } = useOpenedCard()
  const { send, sendFiles } = useOutboxActions()
  const [files, attachments] = useAttachments(teamChat)
  const [text, setText] = useDraft(teamChat)
  const sendKey = useSendKey()
  const [target, setTarget] = useQuotedMessage(teamChat)
  const [hint, setHint] = useState<PhraseKey | null>(null)
  const field = useRef<HTMLTextAreaElement>(null)
  const storing = useRef(false)
  const note = text.trim()
  const nothing = note === '' && !files.some(({ problem }) => problem === null)
  const listId = useId()
  const writers = [...(useMessageWindow(teamChat)?.people.values() ?? [])]
  const near = writers.filter(({ kind }) => kind === 'operator')
  const mentions = useMentions(text, near, (now, caret) => {
    setText(now)
    // The field has the text only after this render.
    requestAnimationFrame(() => field.current?.setSelectionRange(caret, caret))
  })

  useFocusTarget('composer', field)
  useEffect(() => {
    if (autoFocus) field.current?.focus({ preventScroll: true })
  }, [autoFocus])

  // The field is empty only once the note is stored: until then its text is nowhere else.
  const submit = () => {
    field.current?.focus({ preventScroll: true })
    if (nothing || storing.current) return
    const written = mentions.written(note)
    if (written.length > MAX_LENGTH || note === '0')
      return setHint(note === '0' ? 'composer.zeroOnly' : 'teamNotes.tooLong')
    storing.current = true
    enqueueWithAttachments({ sendFiles }, attachments, item, teamChat, 'note', () =>
      written === '' ? undefined : send(item, teamChat, written, 'note', target?.id),
    ).then(
      () => {
        storing.current = false
        if (written !== '') setTarget((now) => (now === target ? null : now))
        setText((now) => (now.startsWith(text) ? now.slice(text.length) : now))
      },
      () => {
        storing.current = false
        setHint('outbox.notStored')
      },
    )
  }

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (mentions.onKey(event) || formatByKey(event)) return
    if (cancelsQuote(event, target, setTarget) || !isSendKey(event, sendKey)) return
    event.preventDefault()
    submit()
  }

  return (
    <form
      className="relative"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <DraftConflict chatId={teamChat} />
      <QuotedMessagePreview target={target} field={field} onCancel={() => setTarget(null)} />
      <Attachments chatId={teamChat} field={field} note />
      {mentions.people.length > 0 && (
        <MentionList id={listId} people={mentions.people} active={mentions.active} onTake={mentions.take} />
      )}
      <textarea
        ref={field}
        data-chat={teamChat}
        dir="auto"
        rows={1}
        value={text}
        aria-label={t('teamNotes.field')}
        aria-autocomplete="list"
        aria-controls={mentions.people.length > 0 ? listId : undefined}
        aria-activedescendant={mentions.people.length > 0 ? `${listId}-${mentions.active}` : undefined}
        placeholder={t('teamNotes.placeholder')}
        enterKeyHint="enter"
        onChange={({ target }) => {
          setText(target.value)
          mentions.onCaret(target.value, target.selectionStart)
          setHint(null)
        }}
        onKeyDown={onKeyDown}
        className="field-sizing-content block max-h-44 min-h-10 w-full resize-none px-3.5 pt-2.75 pb-1 text-md outline-none placeholder:text-warning-fg @max-[480px]/panel:text-lg"
      />
      <ComposerRow>
        {modeSwitch}
        <ComposerTools field={field}>
          <AttachButton chatId={teamChat} field={field} />
        </ComposerTools>
        <p
          role="status"
          dir="auto"
          className="flex min-w-0 flex-1 items-center gap-1.5 text-xs text-warning-fg @max-[720px]/panel:order-first @max-[720px]/panel:basis-full"
        >
          <Lock aria-hidden="true" className="size-3.5 flex-none" />
          <span className="min-w-0 wrap-anywhere">{t(hint ?? 'teamNotes.hidden')}</span>
        </p>
        <button
          type="submit"
          aria-label={t('teamNotes.save')}
          title={t('teamNotes.save')}
          aria-disabled={nothing || undefined}
          className="grid size-9.5 flex-none place-items-center rounded-full bg-warning-fg text-surface aria-disabled:bg-neutral-bg aria-disabled:text-neutral-fg @max-[480px]/panel:size-11"
        >
          <Check aria-hidden="true" className="size-5.5" />
        </button>
      </ComposerRow>
    </form>
  )
}

/** Where a note for the team is written. It knows no client's chat: what is typed here goes to the card's team chat or nowhere. */
export const NoteComposer = ({ autoFocus, modeSwitch }: NoteComposerProps) => {
  const t = useT()
  const { chat, error, retry, start, starting, startError } = useTeamChat()
  if (chat?.kind === 'inside')
    return (
      <Card>
        <Field teamChat={chat.id} autoFocus={autoFocus} modeSwitch={modeSwitch} />
      </Card>
    )
  const words: PhraseKey =
    chat === null
      ? error
        ? 'teamNotes.failed'
        : 'teamNotes.loading'
      : chat.kind === 'outside'
        ? 'teamNotes.notMember'
        : startError
          ? startError.outcomeUnknown
            ? 'teamNotes.startUnknown'
            : 'teamNotes.startFailed'
          : 'teamNotes.none'
  return (
    <Card>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 px-3.5 py-3">
        <p role="status" title={(startError ?? error)?.code} className="min-w-40 flex-1 text-sm">
          {t(words)}
        </p>
        {chat === null && error && <Button onClick={retry}>{t('common.tryAgain')}</Button>}
        {chat?.kind === 'none' && (
          <Button variant="primary" busy={starting} onClick={start}>
            {t('teamNotes.start')}
          </Button>
        )}
        {modeSwitch}
      </div>
    </Card>
  )
}
