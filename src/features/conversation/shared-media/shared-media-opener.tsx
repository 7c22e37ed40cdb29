import { Suspense, useEffect, useState } from 'react'
import type { Chat } from '@/domain/chat'
import { lazyWithRetry } from '@/lib/lazy-with-retry'
import { DialogFallback } from '@/ui/dialog'
import { onSharedMediaRequested } from '@/lib/panel-events'

const SharedMediaDialog = lazyWithRetry(async () => (await import('./shared-media-dialog')).SharedMediaDialog)

/** Opens the media and links of the open conversation. */
export const SharedMediaOpener = ({ chat }: { readonly chat: Chat }) => {
  const [open, setOpen] = useState(false)
  useEffect(() => onSharedMediaRequested(() => setOpen(true)), [])
  if (!open) return null
  const close = () => setOpen(false)
  return (
    <Suspense fallback={<DialogFallback onClose={close} />}>
      <SharedMediaDialog chat={chat} onClose={close} />
    </Suspense>
  )
}
