import Star from 'lucide-react/icons/star'
import { type PhraseKey, type I18n, useI18n } from '@/i18n/i18n'
import { StatusChip, type StatusTone } from '@/ui/badge'

/** A rating of 1 to 5 stars; `label` is its text ("Rated 4 of 5"). */
export const Stars = ({ stars, label, className = '' }: { stars: number; label: string; className?: string }) => (
  <span role="img" aria-label={label} className={`inline-flex text-star ${className}`}>
    {[1, 2, 3, 4, 5].map((place) => (
      <Star key={place} className={`size-3.5 fill-current ${place > stars ? 'opacity-30' : ''}`} />
    ))}
  </span>
)

/** What the status of a chat is derived from; a Chat of the domain fits. */
export interface StatusSource {
  readonly state: 'queue' | 'assigned' | 'work' | 'closing' | 'closed' | 'unknown'
  readonly turn: 'operator' | 'client' | 'unknown'
  readonly detailsRefused: boolean
  /** Unix ms since when the client waits; null = they don't. */
  readonly waitingSince: number | null
  readonly noReplyNeeded: boolean
  /** How the client rated the session that ended; null while one is open, or when they didn't. */
  readonly rating: { readonly kind: 'like' | 'dislike' } | { readonly kind: 'stars'; readonly stars: number } | null
}

/** Colour of a status, its text on screen and its text inside a sentence for screen readers. */
export interface Status {
  readonly tone: StatusTone
  readonly text: string
  readonly spoken: string
  /** 1 to 5: shown as stars instead of the text. */
  readonly stars: number | null
}

const styles = {
  queue: ['new', 'chatList.statusNew', 'chatList.sentenceNew'],
  assigned: ['new', 'chatList.statusNew', 'chatList.sentenceNew'],
  work: ['work', 'chatList.statusWork', 'chatList.sentenceWork'],
  clientTurn: ['closed', 'chatList.statusClientTurn', 'chatList.sentenceClientTurn'],
  closing: ['closed', 'chatList.statusClosing', 'chatList.sentenceClosing'],
  closed: ['closed', 'chatList.statusClosed', 'chatList.sentenceClosed'],
  refused: ['closed', 'chatList.statusNoAccess', 'chatList.sentenceNoAccess'],
} as const satisfies Record<string, readonly [StatusTone, PhraseKey, PhraseKey]>

/** How urgent a wait is; a WaitLevel of the domain fits. */
export type Urgency = 'calm' | 'amber' | 'red' | null

const urgencyStyles = { calm: 'work', amber: 'wait', red: 'new' } as const

/** The status of a chat as text; null while it isn't known. `now` in unix ms: a wait grows, and `level` colours it. */
export const chatStatus = (
  chat: StatusSource,
  now: number,
  { t, format }: I18n,
  level: Urgency = null,
): Status | null => {
  const { rating } = chat
  if (chat.state === 'closed' && rating) {
    const stars = rating.kind === 'stars' ? rating.stars : null
    const text =
      stars === null
        ? t(rating.kind === 'like' ? 'chatList.ratedWell' : 'chatList.ratedBadly')
        : t('chatList.ratedStars', { stars })
    return {
      tone: rating.kind === 'like' ? 'done' : 'closed',
      text,
      spoken: t('chatList.sentenceRated', { rating: text }),
      stars,
    }
  }
  const isNew = chat.state === 'queue' || chat.state === 'assigned'
  if (chat.waitingSince !== null && (isNew || chat.state === 'work')) {
    const wait = format.span(Math.max(0, now - chat.waitingSince))
    return {
      tone: urgencyStyles[level ?? 'calm'],
      text: t(isNew ? 'chatList.statusNewFor' : 'chatList.statusWaits', { wait }),
      spoken: t(isNew ? 'chatList.sentenceNewFor' : 'chatList.sentenceWaits', { wait }),
      stars: null,
    }
  }
  // The list still says whether it is in work, which is of no use to an operator who may not open it.
  const state = chat.detailsRefused ? 'refused' : chat.state
  if (state === 'unknown') return null
  const clientTurn = state === 'work' && chat.turn === 'client'
  const [tone, words, spoken] = styles[clientTurn ? 'clientTurn' : state]
  return { tone: chat.noReplyNeeded ? 'work' : tone, text: t(words), spoken: t(spoken), stars: null }
}

/** The status of a chat as a chip, or its rating as stars; nothing while it isn't known. */
export const ChatStatus = ({
  chat,
  now,
  level,
  className = '',
}: {
  chat: StatusSource
  now: number
  level: Urgency
  className?: string
}) => {
  const status = chatStatus(chat, now, useI18n(), level)
  if (!status) return null
  if (status.stars === null)
    return (
      <StatusChip tone={status.tone} className={className}>
        {status.text}
      </StatusChip>
    )
  return <Stars stars={status.stars} label={status.text} className={className} />
}
