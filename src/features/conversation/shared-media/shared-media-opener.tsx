import { Suspense, useEffect, useState } from 'react'
import type { Chat } from '@/domain/chat'
import { later } from '@/ui/later'
import { ModalComing } from '@/ui/dialog'
import { onGalleryAsked } from '@/lib/panel-events'

const Gallery = later(async () => (await import('./shared-media-dialog')).Gallery)

/** Where the media and links of the open conversation open. */
export const GalleryDoor = ({ chat }: { readonly chat: Chat }) => {
  const [open, setOpen] = useState(false)
  useEffect(() => onGalleryAsked(() => setOpen(true)), [])
  if (!open) return null
  const close = () => setOpen(false)
  return (
    <Suspense fallback={<ModalComing onClose={close} />}>
      <Gallery chat={chat} onClose={close} />
    </Suspense>
  )
}
