import { Combobox, ComboboxGroup, ComboboxItem, ComboboxList, useComboboxStore } from '@ariakit/react/combobox'
import Split from 'lucide-react/icons/split'
import { useId, useRef, useState, type KeyboardEvent } from 'react'
import type { Chat } from '@/domain/chat'
import type { TransferOption, TransferTarget } from '@/domain/chat-action-entry'
import type { UserId } from '@/domain/ids'
import { useT } from '@/i18n/i18n'
import { Avatar } from '@/ui/avatar'
import { Button, Spinner } from '@/ui/button'
import { Dialog } from '@/ui/dialog'
import { EmptyState } from '@/ui/empty-state'
import { useTransferTargets } from '@/queries/transfer-targets'

const keyOf = ({ kind, id }: TransferTarget): string => `${kind}${id}`

const phrases = {
  transfer: {
    title: 'chatActions.transferTitle',
    text: 'chatActions.transferText',
    search: 'chatActions.transferSearch',
    give: 'chatActions.transferDo',
    action: 'chatActions.transfer',
  },
  addParticipant: {
    title: 'chatActions.addTitle',
    text: 'chatActions.addText',
    search: 'chatActions.addSearch',
    give: 'chatActions.addDo',
    action: 'chatActions.addParticipant',
  },
} as const

/**
 * Chooses the person or line that gets the chat, or the person who joins it. Arrows move, Enter chooses, and the button has the chosen
 * name.
 */
export const TransferDialog = ({
  chat,
  me,
  purpose,
  onAnswer,
}: {
  readonly chat: Chat
  readonly me: UserId
  /** addParticipant: only people are offered. */
  readonly purpose: 'transfer' | 'addParticipant'
  /** null = cancelled. */
  readonly onAnswer: (to: TransferTarget | null) => void
}) => {
  const t = useT()
  const texts = phrases[purpose]
  const id = useId()
  const button = useRef<HTMLButtonElement>(null)
  const [typed, setTyped] = useState('')
  /** Id of the active option; null = the search field is active. */
  const [active, setActive] = useState<string | null>(null)
  const [chosen, setChosen] = useState<TransferOption | null>(null)
  const { status, choices, error, retry } = useTransferTargets(chat.dialog?.lineId ?? null, typed)
  const owner = chat.dialog?.ownerId ?? null
  const shown = choices.filter((choice) =>
    choice.kind === 'line' ? purpose === 'transfer' : choice.id !== me && choice.id !== owner,
  )
  const store = useComboboxStore({
    open: true,
    inputValue: typed,
    setInputValue: setTyped,
    activeId: active,
    setActiveId: (to) => setActive(to ?? null),
    includesBaseElement: false,
    focusLoop: true,
  })

  const take = (choice: TransferOption) => {
    setChosen(choice)
    button.current?.focus()
  }
  // In the capture phase, before the library sends the key to the active option.
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return event.stopPropagation()
    const [only, ...others] = shown
    if (event.key !== 'Enter' || active !== null || !only || others.length > 0) return
    event.preventDefault()
    take(only)
  }

  const group = (kind: TransferOption['kind'], title: string) => {
    const members = shown.filter((choice) => choice.kind === kind)
    if (members.length === 0) return null
    return (
      <ComboboxGroup aria-label={title}>
        <div aria-hidden="true" className="px-2.5 pt-2 pb-1 text-sm text-fg-3">
          {title}
        </div>
        {members.map((choice) => (
          <Option
            key={keyOf(choice)}
            id={`${id}-${keyOf(choice)}`}
            choice={choice}
            active={`${id}-${keyOf(choice)}` === active}
            chosen={chosen !== null && keyOf(choice) === keyOf(chosen)}
            onTake={() => take(choice)}
          />
        ))}
      </ComboboxGroup>
    )
  }

  return (
    <Dialog
      name={{ labelledBy: `${id}-title` }}
      className="m-auto max-w-[min(27rem,calc(100vw-1.5rem))]"
      onClose={() => onAnswer(null)}
    >
      <div className="flex max-h-[min(34rem,calc(100dvh-2rem))] flex-col p-5">
        <h2 id={`${id}-title`} className="text-lg font-semibold">
          {t(texts.title)}
        </h2>
        <p className="mt-1 text-fg-2 wrap-anywhere">{t(texts.text, { client: chat.client })}</p>
        <Combobox
          store={store}
          aria-label={t(texts.search)}
          placeholder={t(texts.search)}
          dir="auto"
          className="mt-3 min-h-9 w-full flex-none rounded-sm border border-control bg-surface px-3 placeholder:text-fg-3"
          onKeyDownCapture={onKeyDown}
        />
        <div className="mt-2 h-64 min-h-24 overflow-y-auto scrollbar-thin">
          {status === 'failed' && shown.length === 0 ? (
            <EmptyState
              kind="failed"
              title={t(error?.code === 'FIND_SHORT' ? 'chatActions.searchShort' : 'chatActions.transferFailed')}
              code={error?.code}
              actions={<Button onClick={retry}>{t('common.tryAgain')}</Button>}
            />
          ) : (
            <>
              <ComboboxList store={store} aria-label={t('chatActions.transferTargets')}>
                {group('person', t('chatActions.people'))}
                {group('line', t('chatActions.lines'))}
              </ComboboxList>
              <p
                role="status"
                className="flex items-center gap-2 px-2.5 py-2 text-sm text-fg-2 wrap-anywhere empty:hidden"
              >
                {status === 'loading' ? (
                  <>
                    <Spinner /> {t('chatActions.transferLoading')}
                  </>
                ) : shown.length > 0 ? null : typed.trim() === '' ? (
                  t('chatActions.transferEmpty')
                ) : (
                  t('chatActions.transferNone', { words: typed.trim() })
                )}
              </p>
            </>
          )}
        </div>
        <div className="mt-4 flex flex-wrap justify-end gap-2">
          <Button onClick={() => onAnswer(null)}>{t('chatActions.cancel')}</Button>
          <Button
            ref={button}
            variant="primary"
            aria-disabled={chosen === null}
            className="max-w-full wrap-anywhere"
            onClick={() => {
              if (chosen) onAnswer({ kind: chosen.kind, id: chosen.id, name: chosen.name } as TransferTarget)
            }}
          >
            {chosen ? t(texts.give, { name: chosen.name }) : t(texts.action)}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}

const Option = ({
  id,
  choice,
  active,
  chosen,
  onTake,
}: {
  readonly id: string
  readonly choice: TransferOption
  readonly active: boolean
  readonly chosen: boolean
  readonly onTake: () => void
}) => {
  const t = useT()
  const below =
    choice.kind === 'line'
      ? t('chatActions.line')
      : [choice.position, t(choice.away ? 'chatActions.away' : 'chatActions.online')].filter(Boolean).join(', ')
  return (
    <ComboboxItem
      id={id}
      aria-selected={chosen}
      className={`flex min-h-11 cursor-pointer items-center gap-2.5 rounded-sm px-2.5 py-1 hover:bg-hover aria-selected:bg-sel-bg ${active ? 'outline-2 -outline-offset-2 outline-accent outline-solid' : ''}`}
      onClick={onTake}
    >
      {choice.kind === 'person' ? (
        <Avatar
          name={choice.name}
          avatarUrl={choice.person.avatarUrl}
          color={choice.person.color}
          className="size-7.5 text-2xs"
        />
      ) : (
        <span
          aria-hidden="true"
          className="grid size-7.5 flex-none place-items-center rounded-full bg-neutral-bg text-neutral-fg"
        >
          <Split strokeWidth={1.5} className="size-4" />
        </span>
      )}
      <span className="min-w-0">
        <bdi className="block font-medium wrap-anywhere">{choice.name}</bdi>
        <span className="block text-sm text-fg-3 wrap-anywhere">{below}</span>
      </span>
    </ComboboxItem>
  )
}
