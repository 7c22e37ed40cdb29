import X from 'lucide-react/icons/x'
import { useEffect, useState } from 'react'
import { useT } from '@/i18n/i18n'
import { Button, IconButton } from './button'

/** How an action went. A success disappears after 10 seconds, unless the pointer or the focus is in it. */
export const Toast = ({
  text,
  bad,
  code,
  onUndo,
  onClose,
}: {
  readonly text: string
  readonly bad: boolean
  readonly code: string | null
  readonly onUndo: (() => void) | null
  readonly onClose: () => void
}) => {
  const t = useT()
  const [held, setHeld] = useState(false)
  useEffect(() => {
    if (bad || held) return
    const timer = setTimeout(onClose, 10_000)
    return () => clearTimeout(timer)
  }, [bad, held, onClose])
  return (
    <div
      role={bad ? 'alert' : 'status'}
      className="absolute inset-x-3 top-17 z-3 mx-auto flex w-fit max-w-120 items-center gap-2 rounded-md border border-line bg-surface py-1.5 ps-3.5 pe-1.5 text-sm shadow-popup"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <p className={`min-w-0 flex-1 wrap-anywhere ${bad ? 'text-alert-fg' : ''}`}>
        <bdi>{text}</bdi>
        {code !== null && <bdi className="block text-fg-3 select-all">{t('chatActions.code', { code })}</bdi>}
      </p>
      {onUndo && (
        <Button variant="ghost" size="sm" onClick={onUndo}>
          {t('chatActions.undo')}
        </Button>
      )}
      <IconButton label={t('chatActions.dismiss')} onClick={onClose}>
        <X />
      </IconButton>
    </div>
  )
}
