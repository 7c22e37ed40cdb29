import { Suspense, useEffect } from 'react'
import { lazyWithRetry } from '@/lib/lazy-with-retry'
import { DialogFallback } from '@/ui/dialog'
import { isLetterKey } from './letter-keys'

const ShortcutHelp = lazyWithRetry(async () => (await import('./shortcut-help')).ShortcutHelp)

/** Help about keys, while it is open; `?` opens it. */
export const ShortcutHelpOpener = ({
  open,
  onOpen,
}: {
  readonly open: boolean
  readonly onOpen: (open: boolean) => void
}) => {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || !isLetterKey(event, '?')) return
      event.preventDefault()
      onOpen(true)
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [onOpen])
  return open ? (
    <Suspense fallback={<DialogFallback onClose={() => onOpen(false)} />}>
      <ShortcutHelp onClose={() => onOpen(false)} />
    </Suspense>
  ) : null
}
