import {
  Combobox,
  ComboboxGroup,
  ComboboxItem,
  ComboboxList,
  ComboboxRow,
  useComboboxStore,
} from '@ariakit/react/combobox'
import { type KeyboardEvent, type RefObject, useEffect, useId, useLayoutEffect, useRef, useState } from 'react'
import { useI18n } from '@/i18n/i18n'
import { recentEmoji, rememberEmoji } from '@/settings/recent-emoji'
import { Button, Spinner } from '@/ui/button'

/** One emoji, and how it is called in the panel's language. */
export interface Emoji {
  readonly emoji: string
  readonly name: string
  /** Everything that finds it, in lower case. */
  readonly words: string
}

/** What people write to clients with; the order is that of the picker. */
const COMMON_EMOJI =
  '🙂😊😀😄😁😅😂🤣😉😍🥰😘😎🤗🤔😐😏🙄😬😌🥳😢😭😔😕😮😳😱😡👍👎👌🙏👏🙌💪🤝👋✋✌️🤞👉👆👇☝️✍️👀❤️💛💚💙💜🖤🤍💔💯✨⭐🌟🔥⚡💥☀️⛅🌧️❄️🌈🎉🎊🎁🎈🎂🏆🥇🎯✅☑️✔️❌❗❓⚠️🚫⛔🆗🆕🔔📌📍📎🔗📞📱💻🖨️📷📧✉️📨📦📄📑📊📈📉📅⏰⏳🔍🔒🔑🛠️🔧⚙️💡🔋💰💶💵💳🧾🛒🛍️🏷️🏠🏢🏭🏪🚗🚚✈️🚆🚢🚲🌍🗺️☕🍵🍕🍰🍎🍷🍺🥂🌹🌷💐🌲🍀🐶🐱➡️⬅️⬆️⬇️🔄➕➖1️⃣2️⃣3️⃣'

/** So many are found at most. */
const MAX_FOUND = 96

// The data writes some with a mark for "as a picture", some without.
const normalize = (emoji: string) => emoji.replaceAll('\uFE0F', '')

const load = async (locale: string) => {
  if (locale.startsWith('de')) return (await import('emojibase-data/de/names')).default
  if (locale.startsWith('ru')) return (await import('emojibase-data/ru/names')).default
  return (await import('emojibase-data/en/names')).default
}

/** All emoji in a language (BCP 47); rejects when the file doesn't come. */
export const loadEmoji = async (locale: string): Promise<readonly Emoji[]> =>
  (await load(locale)).map(([emoji, name, words]) => ({ emoji, name, words: `${name} ${words}`.toLowerCase() }))

/** Those that are shown before anybody searches. */
export const commonEmoji = (all: readonly Emoji[]): readonly Emoji[] => {
  const known = new Map(all.map((one) => [normalize(one.emoji), one]))
  return [...new Intl.Segmenter().segment(COMMON_EMOJI)].flatMap(({ segment }) => known.get(normalize(segment)) ?? [])
}

/** Those that every typed word finds, at the start of a word; names before other words. */
export const findEmoji = (all: readonly Emoji[], typed: string): readonly Emoji[] => {
  const wanted = typed.toLowerCase().split(/\s+/).filter(Boolean)
  const fits = (text: string) => {
    const words = ` ${text.toLowerCase()}`
    return wanted.every((word) => words.includes(` ${word}`))
  }
  const named = all.filter(({ name }) => fits(name))
  const others = all.filter((one) => !named.includes(one) && fits(one.words))
  return [...named, ...others].slice(0, MAX_FOUND)
}

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

/** The emoji of a section in rows, for the arrow keys. */
const rowsOf = (emoji: readonly Emoji[]): readonly (readonly Emoji[])[] =>
  Array.from({ length: Math.ceil(emoji.length / COLUMNS) }, (_, row) => emoji.slice(row * COLUMNS, (row + 1) * COLUMNS))

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
  /** Id of the active option; null = the search field is active, and Enter chooses the first emoji. */
  const [active, setActive] = useState<string | null>(null)

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
  const optionId = (section: number, place: number) => `${id}-${section}-${place}`
  const [firstSection] = sections.flatMap(({ emoji }, section) => (emoji.length > 0 ? section : []))
  const firstId = optionId(firstSection ?? 0, 0)
  const store = useComboboxStore({
    open: true,
    inputValue: typed,
    setInputValue: setTyped,
    activeId: active,
    setActiveId: (to) => setActive(to ?? null),
    rtl: direction === 'rtl',
    // Moving from a long row to a shorter one goes to its last emoji.
    focusShift: true,
  })

  const choose = ({ emoji }: Emoji) => {
    rememberEmoji(emoji)
    onChoose(emoji)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === 'Escape') {
      event.preventDefault()
      event.stopPropagation()
      onClose(true)
    }
  }
  // In the capture phase, before the library sends the key to the active option.
  const onSearchKey = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return event.stopPropagation()
    if (event.ctrlKey || event.metaKey || event.altKey || active !== null) return
    if (event.key === 'Enter' && flat[0]) choose(flat[0])
    // With typed text, left and right move the caret.
    else if (event.key === (direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight') && typed === '') store.move(firstId)
    else return
    event.preventDefault()
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
      <Combobox
        ref={search}
        store={store}
        aria-label={t('composer.emojiSearch')}
        placeholder={t('composer.emojiSearch')}
        dir="auto"
        onKeyDownCapture={onSearchKey}
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
        <ComboboxList store={store} aria-label={t('composer.emoji')}>
          {sections.map(({ title, emoji }, section) =>
            emoji.length === 0 ? null : (
              <ComboboxGroup key={title} aria-label={title}>
                <div aria-hidden="true" className="px-1.5 pt-1 pb-0.5 text-xs text-fg-3">
                  {title}
                </div>
                {rowsOf(emoji).map((row, rowIndex) => (
                  <ComboboxRow key={row[0]?.emoji} className="grid grid-cols-8">
                    {row.map((one, column) => {
                      const option = optionId(section, rowIndex * COLUMNS + column)
                      return (
                        <ComboboxItem
                          key={one.emoji}
                          id={option}
                          aria-label={one.name}
                          aria-selected={option === (active ?? firstId)}
                          title={one.name}
                          onClick={() => choose(one)}
                          className="grid h-10 cursor-pointer place-items-center rounded-sm text-2xl select-none hover:bg-hover aria-selected:bg-sel-bg aria-selected:outline-1 aria-selected:outline-sel-line"
                        >
                          {one.emoji}
                        </ComboboxItem>
                      )
                    })}
                  </ComboboxRow>
                ))}
              </ComboboxGroup>
            ),
          )}
        </ComboboxList>
        {Array.isArray(all) && flat.length === 0 && (
          <p role="status" className="p-2 text-sm text-fg-2 wrap-anywhere">
            {t('composer.emojiNone', { words: typed.trim() })}
          </p>
        )}
      </div>
    </div>
  )
}
