import { Combobox, ComboboxItem, ComboboxList, useComboboxStore } from '@ariakit/react/combobox'
import { type KeyboardEvent, type ReactNode, useCallback, useId, useState } from 'react'
import { flushSync } from 'react-dom'
import { useI18n } from '@/i18n/i18n'
import { useShortcut } from '@/lib/shortcut-handlers'
import { Dialog } from '@/ui/dialog'
import { keyNames } from '@/ui/key-names'

/** Opens the command palette with Ctrl+K, on a Mac Cmd+K. `children`: the palette, made when it opens. */
export const CommandPaletteOpener = ({ children }: { readonly children: (close: () => void) => ReactNode }) => {
  const [open, setOpen] = useState(false)
  const close = useCallback(() => setOpen(false), [])
  useShortcut('commands', () => {
    setOpen(true)
    return true
  })
  return open ? children(close) : null
}

/** A command of the palette. `keys`: its shortcut as printed on keys (`Ctrl+F`), null = none. */
export interface Command {
  readonly id: string
  readonly label: string
  readonly keys: string | null
  readonly run: () => void
}

/** Ids of the commands chosen last, newest first; for this page only. */
let recent: readonly string[] = []

const matches = (label: string, query: string): boolean =>
  query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => label.toLowerCase().includes(word))

/** All commands, filtered by typing: arrows move, Enter runs, Esc closes. What was chosen last comes first. */
export const CommandPalette = ({
  commands,
  onClose,
}: {
  readonly commands: readonly Command[]
  readonly onClose: () => void
}) => {
  const { t, locale } = useI18n()
  const id = useId()
  const [query, setQuery] = useState('')
  const [moved, setMoved] = useState<string | null>(null)
  const recency = (command: Command) => {
    const index = recent.indexOf(command.id)
    return index === -1 ? recent.length : index
  }
  const shown = commands
    .filter(({ label }) => matches(label, query.trim()))
    .toSorted((first, second) => recency(first) - recency(second))
  const optionId = (command: Command | undefined) => (command ? `${id}-${command.id}` : null)
  // The first one until an arrow key is pressed, and again after typing. Derived, so that Enter never runs one that was active before.
  const active = shown.find((command) => optionId(command) === moved) ?? shown[0]
  const store = useComboboxStore({
    open: true,
    inputValue: query,
    setInputValue: setQuery,
    activeId: optionId(active),
    setActiveId: (to) => setMoved(to ?? null),
    includesBaseElement: false,
    focusLoop: true,
  })

  const run = (command: Command) => {
    recent = [command.id, ...recent.filter((one) => one !== command.id)]
    // First the dialog closes and returns the focus: the command may move it.
    flushSync(onClose)
    command.run()
  }
  // In the capture phase, before the library sends the key to the active command.
  const onKeyDown = (event: KeyboardEvent) => {
    // Keys of an input method aren't for the list.
    if (event.nativeEvent.isComposing) return event.stopPropagation()
    const end = { Home: shown[0], End: shown.at(-1) }[event.key]
    if (end) store.move(optionId(end))
    // A repeated Enter comes from a key that is held down.
    else if (event.key !== 'Enter' || !event.repeat) return
    event.preventDefault()
  }

  return (
    <Dialog
      name={{ label: t('chatActions.commands') }}
      className="mx-auto mt-[min(6rem,10dvh)] mb-auto max-w-[min(30rem,calc(100vw-1.5rem))]"
      onClose={onClose}
    >
      <Combobox
        store={store}
        aria-label={t('chatActions.commandSearch')}
        placeholder={t('chatActions.commandSearch')}
        autoComplete="list"
        dir="auto"
        className="min-h-12 w-full rounded-t-lg border-b border-line bg-surface px-4 text-md -outline-offset-2 placeholder:text-fg-3"
        onKeyDownCapture={onKeyDown}
      />
      <ComboboxList
        store={store}
        aria-label={t('chatActions.commands')}
        className="max-h-[min(24rem,60dvh)] overflow-y-auto p-1.5 scrollbar-thin empty:hidden"
      >
        {shown.map((command) => (
          <ComboboxItem
            key={command.id}
            id={`${id}-${command.id}`}
            aria-selected={command === active}
            className="flex min-h-9 cursor-pointer items-center justify-between gap-3 rounded-sm px-2.5 py-1 hover:bg-hover aria-selected:bg-sel-bg aria-selected:text-sel-fg @max-[480px]/panel:min-h-10"
            onClick={() => run(command)}
          >
            <span className="wrap-anywhere">{command.label}</span>
            {command.keys !== null && (
              <kbd className="flex-none rounded-xs border border-line-2 px-1.5 font-sans text-xs text-fg-3">
                {keyNames(command.keys, locale).join('+')}
              </kbd>
            )}
          </ComboboxItem>
        ))}
      </ComboboxList>
      <p role="status" className="px-4 py-3 text-sm text-fg-2 wrap-anywhere empty:hidden">
        {shown.length === 0 && t('chatActions.noCommand', { words: query.trim() })}
      </p>
    </Dialog>
  )
}
