import { useEffect, useRef, type RefObject } from 'react'
import { openPlaceholders } from '@/domain/placeholder'
import { useT } from '@/i18n/i18n'

/** More than so many are not listed one by one. */
const MOST_SHOWN = 6

/** What is left open in a reply: said once instead of sending, then it may go out. Returns null when there is nothing to say. */
export const useOpenBlanks = (text: string): (() => string | null) => {
  const t = useT()
  const told = useRef('')
  useEffect(() => {
    if (text === '') told.current = ''
  }, [text])
  return () => {
    const words = [...new Set(openPlaceholders(text).map((open) => open.words))]
    const all = words.slice(0, MOST_SHOWN).join(', ')
    if (words.length === 0 || told.current === all) return null
    told.current = all
    const again = matchMedia('(pointer: coarse)').matches ? 'templates.againSend' : 'templates.againEnter'
    return `${t('templates.stillOpen', { count: words.length, words: all })} ${t(again)}`
  }
}

/** What is left open, above the field: one press marks it, so that the next key fills it in. */
export const OpenBlanks = ({
  field,
  text,
}: {
  readonly field: RefObject<HTMLTextAreaElement | null>
  readonly text: string
}) => {
  const t = useT()
  const open = openPlaceholders(text).slice(0, MOST_SHOWN)
  if (open.length === 0) return null
  return (
    <div className="flex flex-wrap items-center gap-1.5 px-3.5 pt-2 text-xs text-warning-fg">
      <span>{t('templates.fillIn')}</span>
      {open.map(({ words, at }) => (
        <button
          key={at}
          type="button"
          aria-label={t('templates.fillInOne', { words })}
          onClick={() => {
            const { current } = field
            current?.focus({ preventScroll: true })
            current?.setSelectionRange(at, at + words.length)
          }}
          className="min-h-6 rounded-2xs bg-warning-bg px-1.5 font-mono text-warning-fg pointer-coarse:min-h-10"
        >
          <bdi>{words}</bdi>
        </button>
      ))}
    </div>
  )
}
