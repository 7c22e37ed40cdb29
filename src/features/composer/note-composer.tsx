import Check from 'lucide-react/icons/check'
import Lock from 'lucide-react/icons/lock'
import { useEffect, useId, useRef, type ReactNode } from 'react'
import type { TeamChatId } from '@/domain/team-chat'
import { useT, type PhraseKey } from '@/i18n/i18n'
import { useFocusTarget } from '@/lib/focus-targets'
import { useDraft } from '@/composer-state/use-composer-state'
import { useOpenedCard } from '@/queries/card-context'
import { useMessageWindow } from '@/queries/messages'
import { useTeamChat } from '@/queries/team-chat'
import { Button } from '@/ui/button'
import { ComposerField } from './composer-field'
import { MentionList } from './mentions'
import { useMentions } from './mentions'
import { useComposerField } from './use-composer-field'

/** `modeSwitch` switches back to the reply, if there is one. */
export interface NoteComposerProps {
  readonly autoFocus: boolean
  readonly modeSwitch?: ReactNode
}

const Card = ({ children }: { readonly children: ReactNode }) => (
  <div className="relative mx-4 mb-3.5 flex-none rounded-xl bg-warning-bg text-fg shadow-float outline-[1.5px] -outline-offset-[1.5px] outline-[#e8c56a] outline-dashed dark:outline-[#7a5d1c] @max-[900px]/panel:mx-2.5 @max-[900px]/panel:mb-2.5 @max-[480px]/panel:mx-0 @max-[480px]/panel:mb-0 @max-[480px]/panel:rounded-b-none">
    {children}
  </div>
)

const NoteField = ({ teamChat, autoFocus, modeSwitch }: NoteComposerProps & { readonly teamChat: TeamChatId }) => {
  const t = useT()
  const { item } = useOpenedCard()
  const field = useRef<HTMLTextAreaElement>(null)
  const [text, setText] = useDraft(teamChat)
  const listId = useId()
  const authors = [...(useMessageWindow(teamChat)?.people.values() ?? [])].filter(({ kind }) => kind === 'operator')
  const mentions = useMentions(text, authors, (now, caret) => {
    setText(now)
    // The field has the text only after this render.
    requestAnimationFrame(() => field.current?.setSelectionRange(caret, caret))
  })
  const composer = useComposerField(teamChat, field, {
    kind: 'note',
    item,
    outgoingText: mentions.written,
    answeredId: (quoted) => quoted?.id ?? null,
    tooLong: 'teamNotes.tooLong',
  })
  const { isEmpty, textProblem, hint, setHint, store } = composer
  useFocusTarget('composer', field)
  useEffect(() => {
    if (autoFocus) field.current?.focus({ preventScroll: true })
  }, [autoFocus])
  const hasSuggestions = mentions.people.length > 0

  const submit = () => {
    field.current?.focus({ preventScroll: true })
    if (isEmpty) return
    setHint(textProblem)
    if (textProblem === null) store()
  }

  return (
    <ComposerField
      composer={composer}
      kind="note"
      className="relative"
      fieldClassName="placeholder:text-warning-fg"
      fieldAttributes={{
        'aria-label': t('teamNotes.field'),
        'aria-autocomplete': 'list',
        'aria-controls': hasSuggestions ? listId : undefined,
        'aria-activedescendant': hasSuggestions ? `${listId}-${mentions.active}` : undefined,
        placeholder: t('teamNotes.placeholder'),
      }}
      formatting
      onKey={mentions.onKey}
      onType={mentions.onCaret}
      onSubmit={submit}
      suggestions={
        hasSuggestions && (
          <MentionList id={listId} people={mentions.people} active={mentions.active} onTake={mentions.take} />
        )
      }
      modeSwitch={modeSwitch}
    >
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
        aria-disabled={isEmpty || undefined}
        className="grid size-9.5 flex-none place-items-center rounded-full bg-warning-fg text-surface aria-disabled:bg-neutral-bg aria-disabled:text-neutral-fg @max-[480px]/panel:size-11"
      >
        <Check aria-hidden="true" className="size-5.5" />
      </button>
    </ComposerField>
  )
}

/** The field for a note to the team. It knows no client's chat: its text is sent to the card's team chat or not at all. */
export const NoteComposer = ({ autoFocus, modeSwitch }: NoteComposerProps) => {
  const t = useT()
  const { chat, error, retry, start, starting, startError } = useTeamChat()
  if (chat?.kind === 'inside')
    return (
      <Card>
        <NoteField teamChat={chat.id} autoFocus={autoFocus} modeSwitch={modeSwitch} />
      </Card>
    )
  const label: PhraseKey =
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
          {t(label)}
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
