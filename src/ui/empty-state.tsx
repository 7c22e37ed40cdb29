import CircleAlert from 'lucide-react/icons/circle-exclamation-point'
import Lock from 'lucide-react/icons/lock'
import MessagesSquare from 'lucide-react/icons/messages-square'
import { useState, type ReactNode } from 'react'
import { useT } from '@/i18n/i18n'
import { Button } from './button'

const kinds = {
  empty: { icon: <MessagesSquare />, tile: 'bg-info-bg text-info-fg', role: 'status' },
  failed: { icon: <CircleAlert />, tile: 'bg-alert-bg text-alert-fg', role: 'alert' },
  forbidden: { icon: <Lock />, tile: 'bg-neutral-bg text-neutral-fg', role: 'alert' },
  waiting: { icon: <CircleAlert />, tile: 'bg-warning-bg text-warning-fg', role: 'status' },
} as const

/** empty = nothing here (status); failed, forbidden = a problem (alert); waiting = it will go on by itself (status). */
export interface EmptyStateProps {
  readonly kind: keyof typeof kinds
  readonly title: string
  readonly text?: ReactNode
  /** Another lucide icon than the kind's own. */
  readonly icon?: ReactNode
  /** Buttons. */
  readonly actions?: ReactNode
  /** The portal's error code: "Details" shows it for copying. */
  readonly code?: string | undefined
}

/** What a pane shows when it has nothing else to show: tile with an icon, what is the matter, and what can be done. */
export const EmptyState = ({ kind, title, text, icon, actions, code }: EmptyStateProps) => {
  const t = useT()
  const [open, setOpen] = useState(false)
  const face = kinds[kind]
  return (
    <div
      role={face.role}
      className="grid h-full place-content-center justify-items-center gap-1.5 px-7 py-5 text-center"
    >
      <span className={`mb-1.5 grid size-14 place-items-center rounded-2xl [&>svg]:size-7 ${face.tile}`}>
        {icon ?? face.icon}
      </span>
      <h2 className="text-lg font-semibold text-balance wrap-anywhere">{title}</h2>
      {text !== undefined && <p className="max-w-[34ch] text-sm text-balance text-fg-2 wrap-anywhere">{text}</p>}
      {(actions !== undefined || code !== undefined) && (
        <div className="mt-2.5 flex flex-wrap justify-center gap-2">
          {actions}
          {code !== undefined && (
            <Button variant="ghost" aria-expanded={open} onClick={() => setOpen(!open)}>
              {t('common.details')}
            </Button>
          )}
        </div>
      )}
      {open && code !== undefined && (
        <p className="rounded-xs bg-neutral-bg px-2 py-1 font-mono text-xs text-neutral-fg select-all wrap-anywhere">
          {t('common.failedCode', { code })}
        </p>
      )}
    </div>
  )
}
