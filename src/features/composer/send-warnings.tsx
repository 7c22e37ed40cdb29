import { useQueryClient } from '@tanstack/react-query'
import { type RefObject, useEffect, useRef } from 'react'
import type { ChatId, MessageId, UserId } from '@/domain/ids'
import { unfilledPlaceholders } from '@/domain/template'
import { useT } from '@/i18n/i18n'
import { answeredSince, type Colleague, newestLoaded, newestShown } from '@/queries/presence'

/** Maximum of placeholders that are listed one by one. */
const MAX_LISTED = 6

/** Warns of unfilled placeholders once instead of sending; the next attempt sends. Returns null without a warning. */
export const useUnfilledPlaceholders = (text: string): (() => string | null) => {
  const t = useT()
  const shown = useRef('')
  useEffect(() => {
    if (text === '') shown.current = ''
  }, [text])
  return () => {
    const names = [...new Set(unfilledPlaceholders(text).map((open) => open.placeholder))]
    const all = names.slice(0, MAX_LISTED).join(', ')
    if (names.length === 0 || shown.current === all) return null
    shown.current = all
    const again = matchMedia('(pointer: coarse)').matches ? 'templates.againSend' : 'templates.againEnter'
    return `${t('templates.unfilled', { count: names.length, words: all })} ${t(again)}`
  }
}

/** The unfilled placeholders above the field: a press selects one, so that the next key replaces it. */
export const UnfilledPlaceholders = ({
  field,
  text,
}: {
  readonly field: RefObject<HTMLTextAreaElement | null>
  readonly text: string
}) => {
  const t = useT()
  const open = unfilledPlaceholders(text).slice(0, MAX_LISTED)
  if (open.length === 0) return null
  return (
    <div className="flex flex-wrap items-center gap-1.5 px-3.5 pt-2 text-xs text-warning-fg">
      <span>{t('templates.fillIn')}</span>
      {open.map(({ placeholder, at }) => (
        <button
          key={at}
          type="button"
          aria-label={t('templates.fillInOne', { words: placeholder })}
          onClick={() => {
            const { current } = field
            current?.focus({ preventScroll: true })
            current?.setSelectionRange(at, at + placeholder.length)
          }}
          className="min-h-6 rounded-2xs bg-warning-bg px-1.5 font-mono text-warning-fg pointer-coarse:min-h-10"
        >
          <bdi>{placeholder}</bdi>
        </button>
      ))}
    </div>
  )
}

/**
 * Keeps two operators from answering the same client: returns a warning instead of sending, once for each reason and text, or null when the
 * reply may be sent.
 */
export const useCollisionWarning = (
  chatId: ChatId,
  me: UserId,
  text: string,
  writers: readonly Colleague[],
): (() => string | null) => {
  const t = useT()
  const client = useQueryClient()
  /** The newest message when the operator began to type; 0 = none was on screen, null while the field is empty. */
  const began = useRef<MessageId | 0 | null>(null)
  const shown = useRef(new Set<'writing' | 'answered'>())
  const typed = text !== ''
  useEffect(() => {
    began.current = typed ? newestShown(client, chatId) : null
    shown.current.clear()
  }, [typed, client, chatId])

  return () => {
    const answeredBy = answeredSince(client, chatId, me, began.current || newestLoaded(client, chatId))
    const reason = answeredBy !== null ? 'answered' : writers.length > 0 ? 'writing' : null
    if (reason === null || shown.current.has(reason)) return null
    shown.current.add(reason)
    const names = writers.map(({ firstName }) => firstName).join(', ')
    const why =
      answeredBy === null
        ? t('presence.isTyping', { count: writers.length, names })
        : t('presence.hasAnswered', { name: answeredBy })
    return `${why} ${t(matchMedia('(pointer: coarse)').matches ? 'presence.againSend' : 'presence.againEnter')}`
  }
}
