import type { PhraseKey, Speech } from '@/i18n/i18n'
import { useSpeech } from '@/i18n/i18n'
import { Stars } from './stars'
import { StatusChip, type StatusTone } from './status-chip'

/** What the status of a chat is told from; a Chat of the domain fits. */
export interface StatusSource {
  readonly state: 'queue' | 'assigned' | 'work' | 'closing' | 'closed' | 'unknown'
  readonly turn: 'operator' | 'client' | 'unknown'
  readonly detailsRefused: boolean
  /** Unix ms since when the client waits; null = he doesn't. */
  readonly waitingSince: number | null
  /** How the client rated the session that ended; null while one is open, or when he didn't. */
  readonly rating: { readonly kind: 'like' | 'dislike' } | { readonly kind: 'stars'; readonly stars: number } | null
}

/** Colour of a status, its words on screen and its words inside a spoken sentence. */
export interface Status {
  readonly tone: StatusTone
  readonly words: string
  readonly spoken: string
  /** 1 to 5: shown as stars instead of the words. */
  readonly stars: number | null
}

const looks = {
  queue: ['new', 'list.statusNew', 'list.sayNew'],
  assigned: ['new', 'list.statusNew', 'list.sayNew'],
  work: ['work', 'list.statusWork', 'list.sayWork'],
  clientTurn: ['wait', 'list.statusClientTurn', 'list.sayClientTurn'],
  closing: ['closed', 'list.statusClosing', 'list.sayClosing'],
  closed: ['closed', 'list.statusClosed', 'list.sayClosed'],
  refused: ['closed', 'list.statusNoAccess', 'list.sayNoAccess'],
} as const satisfies Record<string, readonly [StatusTone, PhraseKey, PhraseKey]>

/** The status of a chat in words; null while it isn't known. `now` in unix ms: the wait of a new chat grows. */
export const statusOf = (chat: StatusSource, now: number, { t, format }: Speech): Status | null => {
  const { rating } = chat
  if (chat.state === 'closed' && rating) {
    const stars = rating.kind === 'stars' ? rating.stars : null
    const words =
      stars === null
        ? t(rating.kind === 'like' ? 'list.ratedWell' : 'list.ratedBadly')
        : t('list.ratedStars', { stars })
    return {
      tone: rating.kind === 'like' ? 'done' : 'closed',
      words,
      spoken: t('list.sayRated', { rating: words }),
      stars,
    }
  }
  const waits = (chat.state === 'queue' || chat.state === 'assigned') && chat.waitingSince !== null
  if (waits) {
    const wait = format.span(Math.max(0, now - (chat.waitingSince ?? now)))
    return { tone: 'new', words: t('list.statusNewFor', { wait }), spoken: t('list.sayNewFor', { wait }), stars: null }
  }
  if (chat.state === 'unknown' && !chat.detailsRefused) return null
  const clientTurn = chat.state === 'work' && chat.turn === 'client'
  const [tone, words, spoken] = looks[clientTurn ? 'clientTurn' : chat.state === 'unknown' ? 'refused' : chat.state]
  return { tone, words: t(words), spoken: t(spoken), stars: null }
}

/** The status of a chat as a chip, or the stars it was rated with; nothing while it isn't known. */
export const ChatStatus = ({ chat, now, className = '' }: { chat: StatusSource; now: number; className?: string }) => {
  const status = statusOf(chat, now, useSpeech())
  if (!status) return null
  if (status.stars === null)
    return (
      <StatusChip tone={status.tone} className={className}>
        {status.words}
      </StatusChip>
    )
  return <Stars stars={status.stars} label={status.words} className={className} />
}
