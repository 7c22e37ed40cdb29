import { Suspense, useEffect } from 'react'
import { later } from '@/ui/later'
import { ModalComing } from '@/ui/dialog'
import { isLetterKey } from './letter-keys'

const KeyHelp = later(async () => (await import('./shortcut-help')).KeyHelp)

/** Help about keys, while it is open; `?` opens it. */
export const KeyHelpDoor = ({ open, onOpen }: { readonly open: boolean; readonly onOpen: (open: boolean) => void }) => {
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
    <Suspense fallback={<ModalComing onClose={() => onOpen(false)} />}>
      <KeyHelp onClose={() => onOpen(false)} />
    </Suspense>
  ) : null
}
