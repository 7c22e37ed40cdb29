import type { ReactNode } from 'react'

const tones = {
  new: 'bg-alert-bg text-alert-fg',
  work: 'bg-info-bg text-info-fg',
  wait: 'bg-warning-bg text-warning-fg',
  done: 'bg-success-bg text-success-fg',
  closed: 'bg-neutral-bg text-neutral-fg',
} as const

/** new = red, work = blue, wait = yellow, done = green, closed = grey. */
export type StatusTone = keyof typeof tones

/** A state in words; the colour only repeats them. */
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
