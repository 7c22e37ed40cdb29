import type { ReactNode } from 'react'

/** Unread messages as a red pill, grey when the chat is muted; "99+" beyond 99, nothing at 0. `label` is its text for screen readers. */
export const Counter = ({
  count,
  label,
  muted = false,
  className = '',
}: {
  count: number
  label?: string
  muted?: boolean
  className?: string
}) =>
  count > 0 && (
    <span
      className={`min-w-4.5 flex-none rounded-full px-1.25 text-center text-2xs leading-[1.125rem] font-semibold text-white tabular-nums ${muted ? 'bg-counter-off' : 'bg-alert-fill'} ${className}`}
    >
      <span dir="ltr" aria-hidden={label !== undefined || undefined}>
        {count > 99 ? '99+' : count}
      </span>
      {label !== undefined && <span className="sr-only">{label}</span>}
    </span>
  )

const tones = {
  new: 'bg-alert-bg text-alert-fg',
  work: 'bg-info-bg text-info-fg',
  wait: 'bg-warning-bg text-warning-fg',
  done: 'bg-success-bg text-success-fg',
  closed: 'bg-neutral-bg text-neutral-fg',
} as const

/** new = red, work = blue, wait = yellow, done = green, closed = grey. */
export type StatusTone = keyof typeof tones

/** A state as text; the colour only repeats it. */
export const StatusChip = ({
  tone,
  className = '',
  children,
}: {
  tone: StatusTone
  className?: string
  children: ReactNode
}) => (
  <span
    className={`inline-flex min-h-5 items-center gap-1.25 rounded-full px-2 text-xs leading-none font-medium whitespace-nowrap before:size-1.5 before:flex-none before:rounded-full before:bg-current forced-colors:border ${tones[tone]} ${className}`}
  >
    {children}
  </span>
)
