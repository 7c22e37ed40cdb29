import { useId, useLayoutEffect, useState, type KeyboardEvent } from 'react'
import { flushSync } from 'react-dom'
import { useI18n } from '@/i18n/i18n'
import { keyNames } from '@/ui/key-names'
import { Dialog } from '@/ui/dialog'

/** One thing that can be done. `keys`: how else it is done, as people write it. */
export interface Command {
  readonly id: string
  readonly words: string
  readonly keys: string | null
  readonly run: () => void
}

/** What was chosen last, newest first; for this page only. */
let recent: readonly string[] = []

const matches = (words: string, typed: string): boolean =>
  typed
    .toLowerCase()
    .split(/\s+/)
    .every((word) => words.toLowerCase().includes(word))

/** All commands, found by typing: arrows move, Enter does, Esc closes. What was chosen last comes first. */
export const CommandPalette = ({
  commands,
  onClose,
}: {
  readonly commands: readonly Command[]
  readonly onClose: () => void
}) => {
  const { t, locale } = useI18n()
  const id = useId()
  const [typed, setTyped] = useState('')
  const [active, setActive] = useState(0)
  const place = (command: Command) => {
    const found = recent.indexOf(command.id)
    return found === -1 ? recent.length : found
  }
  const shown = commands
    .filter(({ words }) => matches(words, typed.trim()))
    .toSorted((first, second) => place(first) - place(second))
  const here = Math.min(active, shown.length - 1)
  useLayoutEffect(() => {
    document.getElementById(`${id}-${here}`)?.scrollIntoView({ block: 'nearest' })
  }, [here, id])

  const take = (command: Command) => {
    recent = [command.id, ...recent.filter((one) => one !== command.id)]
    // What comes next may want the focus, or give it back to where it was before.
    flushSync(onClose)
    command.run()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const { length } = shown
    const to = { ArrowDown: here + 1, ArrowUp: here - 1 + length, Home: 0, End: length - 1 }[event.key]
    if (to !== undefined && length > 0) {
      event.preventDefault()
      setActive(to % length)
    } else if (event.key === 'Enter') {
      event.preventDefault()
      const command = shown[here]
      if (command) take(command)
    }
  }

  return (
    <Dialog
      name={{ label: t('chatActions.commands') }}
      className="mx-auto mt-[min(6rem,10dvh)] mb-auto max-w-[min(30rem,calc(100vw-1.5rem))]"
      onClose={onClose}
    >
      <input
        type="text"
        role="combobox"
        aria-label={t('chatActions.commandSearch')}
        placeholder={t('chatActions.commandSearch')}
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={here >= 0 ? `${id}-${here}` : undefined}
        autoComplete="off"
        dir="auto"
        value={typed}
        className="min-h-12 w-full rounded-t-lg border-b border-line bg-surface px-4 text-md -outline-offset-2 placeholder:text-fg-3"
        onChange={({ target }) => {
          setTyped(target.value)
          setActive(0)
        }}
        onKeyDown={onKeyDown}
      />
      <div
        id={`${id}-list`}
        role="listbox"
        tabIndex={-1}
        aria-label={t('chatActions.commands')}
        className="max-h-[min(24rem,60dvh)] overflow-y-auto p-1.5 scrollbar-thin empty:hidden"
      >
        {shown.map((command, index) => (
          // The field keeps the focus: keys go through it.
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
          <div
            key={command.id}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === here}
            className="flex min-h-9 cursor-pointer items-center justify-between gap-3 rounded-sm px-2.5 py-1 hover:bg-hover aria-selected:bg-sel-bg aria-selected:text-sel-fg @max-[480px]/panel:min-h-10"
            onClick={() => take(command)}
          >
            <span className="wrap-anywhere">{command.words}</span>
            {command.keys !== null && (
              <kbd className="flex-none rounded-xs border border-line-2 px-1.5 font-sans text-xs text-fg-3">
                {keyNames(command.keys, locale).join('+')}
              </kbd>
            )}
          </div>
        ))}
      </div>
      <p role="status" className="px-4 py-3 text-sm text-fg-2 wrap-anywhere empty:hidden">
        {shown.length === 0 && t('chatActions.noCommand', { words: typed.trim() })}
      </p>
    </Dialog>
  )
}
