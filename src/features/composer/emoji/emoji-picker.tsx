import { useEffect, useId, useLayoutEffect, useRef, useState, type KeyboardEvent, type RefObject } from 'react'
import { useI18n } from '@/i18n/i18n'
import { recentEmoji, rememberEmoji } from '@/settings/recent-emoji'
import { Button, Spinner } from '@/ui/button'
import { commonEmoji, findEmoji, loadEmoji, type Emoji } from './emoji-data'

const COLUMNS = 8

interface Section {
  readonly title: string
  readonly emoji: readonly Emoji[]
}

const sectionsOf = (
  all: readonly Emoji[],
  typed: string,
  titles: readonly [string, string, string],
): readonly Section[] => {
  const [found, recent, common] = titles
  if (typed.trim() !== '') return [{ title: found, emoji: findEmoji(all, typed) }]
  const lately = recentEmoji().flatMap((emoji) => all.find((one) => one.emoji === emoji) ?? [])
  return [
    { title: recent, emoji: lately },
    { title: common, emoji: commonEmoji(all) },
  ]
}

/** Rows of positions, as the arrow keys go through them. */
const rowsOf = (sections: readonly Section[]): readonly (readonly number[])[] => {
  let next = 0
  return sections.flatMap(({ emoji }) =>
    Array.from({ length: Math.ceil(emoji.length / COLUMNS) }, (_, row) =>
      Array.from({ length: Math.min(COLUMNS, emoji.length - row * COLUMNS) }, () => next++),
    ),
  )
}

/** Emoji to choose from: those used lately, those often used, and all by their names. Arrows move, Enter chooses, Esc closes. */
export const EmojiPicker = ({
  opener,
  onChoose,
  onClose,
}: {
  readonly opener: RefObject<HTMLElement | null>
  readonly onChoose: (emoji: string) => void
  /** `byKey`: whoever closed it goes on writing. */
  readonly onClose: (byKey: boolean) => void
}) => {
  const { t, locale, direction } = useI18n()
  const id = useId()
  const popup = useRef<HTMLDivElement>(null)
  const search = useRef<HTMLInputElement>(null)
  const [all, setAll] = useState<readonly Emoji[] | 'failed' | null>(null)
  const [attempt, setAttempt] = useState(0)
  const [typed, setTyped] = useState('')
  const [active, setActive] = useState(0)
  const [moved, setMoved] = useState(false)

  useEffect(() => {
    let outdated = false
    loadEmoji(locale).then(
      (emoji) => !outdated && setAll(emoji),
      () => !outdated && setAll('failed'),
    )
    return () => {
      outdated = true
    }
  }, [locale, attempt])
  useLayoutEffect(() => {
    // On a phone the keyboard would cover what is to be chosen.
    if (!matchMedia('(pointer: coarse)').matches) search.current?.focus({ preventScroll: true })
  }, [])
  useEffect(() => {
    const onPointer = ({ target }: PointerEvent) => {
      if (!(target instanceof Node) || popup.current?.contains(target) || opener.current?.contains(target)) return
      onClose(false)
    }
    document.addEventListener('pointerdown', onPointer)
    return () => document.removeEventListener('pointerdown', onPointer)
  }, [opener, onClose])

  const here = Array.isArray(all) ? (all as readonly Emoji[]) : []
  const sections = sectionsOf(here, typed, [
    t('composer.emojiFound'),
    t('composer.emojiRecent'),
    t('composer.emojiCommon'),
  ])
  const flat = sections.flatMap(({ emoji }) => emoji)
  const at = Math.min(active, flat.length - 1)
  useLayoutEffect(() => {
    if (moved) document.getElementById(`${id}-${at}`)?.scrollIntoView({ block: 'nearest' })
  }, [at, id, moved])

  const choose = ({ emoji }: Emoji) => {
    rememberEmoji(emoji)
    onChoose(emoji)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === 'Escape') {
      event.preventDefault()
      event.stopPropagation()
      return onClose(true)
    }
    if (event.target !== search.current || flat.length === 0) return
    if (event.key === 'Enter') {
      event.preventDefault()
      const one = flat[at]
      if (one) choose(one)
      return
    }
    const rows = rowsOf(sections)
    const row = rows.findIndex((positions) => positions.includes(at))
    const column = rows[row]?.indexOf(at) ?? 0
    const across = direction === 'rtl' ? -1 : 1
    // Within what is typed, left and right belong to the caret until an arrow has gone into the grid.
    const sideways = typed === '' || moved
    const next =
      event.key === 'ArrowDown'
        ? moved || typed !== ''
          ? rows[row + 1]
          : rows[row]
        : event.key === 'ArrowUp'
          ? rows[row - 1]
          : undefined
    const to = next
      ? (next[Math.min(column, next.length - 1)] ?? at)
      : event.key === 'ArrowRight' && sideways
        ? at + across
        : event.key === 'ArrowLeft' && sideways
          ? at - across
          : null
    if (to === null) return
    event.preventDefault()
    setMoved(true)
    setActive(Math.max(0, Math.min(to, flat.length - 1)))
  }

  return (
    // Keys of the field and the buttons in it come by here.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      ref={popup}
      role="dialog"
      aria-label={t('composer.emoji')}
      onKeyDown={onKeyDown}
      onBlur={({ relatedTarget }) => {
        if (
          relatedTarget instanceof Node &&
          !popup.current?.contains(relatedTarget) &&
          relatedTarget !== opener.current
        )
          onClose(false)
      }}
      className="absolute start-3 bottom-full z-10 mb-2 flex h-80 max-h-[50dvh] w-[min(20.5rem,calc(100%-1.5rem))] flex-col overflow-hidden rounded-lg border border-line bg-surface text-fg shadow-popup"
    >
      <input
        ref={search}
        type="text"
        role="combobox"
        aria-label={t('composer.emojiSearch')}
        placeholder={t('composer.emojiSearch')}
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={moved && flat.length > 0 ? `${id}-${at}` : undefined}
        autoComplete="off"
        dir="auto"
        value={typed}
        onChange={({ target }) => {
          setTyped(target.value)
          setActive(0)
          setMoved(false)
        }}
        className="min-h-10 w-full flex-none border-b border-line bg-surface px-3.5 -outline-offset-2 placeholder:text-fg-3"
      />
      <div className="min-h-0 flex-1 overflow-y-auto p-2 scrollbar-thin">
        {all === null && (
          <p role="status" className="flex items-center gap-2 p-2 text-sm text-fg-2">
            <Spinner /> {t('composer.emojiLoading')}
          </p>
        )}
        {all === 'failed' && (
          <div role="alert" className="flex flex-wrap items-center gap-2 p-2 text-sm">
            {t('composer.emojiFailed')}
            <Button
              size="sm"
              onClick={() => {
                setAll(null)
                setAttempt(attempt + 1)
              }}
            >
              {t('common.tryAgain')}
            </Button>
          </div>
        )}
        <div id={`${id}-list`} role="listbox" tabIndex={-1} aria-label={t('composer.emoji')}>
          {sections.map(({ title, emoji }, section) =>
            emoji.length === 0 ? null : (
              <div key={title} role="group" aria-label={title}>
                <div aria-hidden="true" className="px-1.5 pt-1 pb-0.5 text-xs text-fg-3">
                  {title}
                </div>
                <div className="grid grid-cols-8">
                  {emoji.map((one, place) => {
                    const index = (section > 0 ? (sections[0]?.emoji.length ?? 0) : 0) + place
                    return (
                      // The search keeps the focus: keys go through it.
                      // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
                      <div
                        key={one.emoji}
                        id={`${id}-${index}`}
                        role="option"
                        tabIndex={-1}
                        aria-label={one.name}
                        aria-selected={index === at}
                        title={one.name}
                        onClick={() => choose(one)}
                        className="grid h-10 cursor-pointer place-items-center rounded-sm text-2xl select-none hover:bg-hover aria-selected:bg-sel-bg aria-selected:outline-1 aria-selected:outline-sel-line"
                      >
                        {one.emoji}
                      </div>
                    )
                  })}
                </div>
              </div>
            ),
          )}
        </div>
        {Array.isArray(all) && flat.length === 0 && (
          <p role="status" className="p-2 text-sm text-fg-2 wrap-anywhere">
            {t('composer.emojiNone', { words: typed.trim() })}
          </p>
        )}
      </div>
    </div>
  )
}
