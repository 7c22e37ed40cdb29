import { Suspense } from 'react'
import { useShortcut } from '@/lib/shortcut-handlers'
import { lazyWithRetry } from '@/lib/lazy-with-retry'
import { DialogFallback } from '@/ui/dialog'

const ShortcutHelp = lazyWithRetry(async () => (await import('./shortcut-help')).ShortcutHelp)

/** Help about keys, while it is open; `?` opens it. */
export const ShortcutHelpOpener = ({
  open,
  onOpen,
}: {
  readonly open: boolean
  readonly onOpen: (open: boolean) => void
}) => {
  useShortcut('help', () => {
    onOpen(true)
    return true
  })
  return open ? (
    <Suspense fallback={<DialogFallback onClose={() => onOpen(false)} />}>
      <ShortcutHelp onClose={() => onOpen(false)} />
    </Suspense>
  ) : null
}
