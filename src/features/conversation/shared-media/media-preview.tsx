import { Suspense, useMemo, useState } from 'react'
import type { ChatId } from '@/domain/ids'
import type { ChatFile } from '@/domain/message'
import { shelfKey, shelfOf } from '@/domain/shared-media'
import { useT } from '@/i18n/i18n'
import { useMessageWindow } from '@/queries/messages'
import { Button } from '@/ui/button'
import { later } from '@/ui/later'
import { askGallery } from '@/lib/panel-events'
import { Thumb } from './media-grid'

const PictureViewer = later(async () => (await import('../message/image-viewer')).PictureViewer)

const SHOWN = 4

/** The newest pictures of a conversation, and the way to all of them. */
export const MediaPeek = ({ chatId }: { readonly chatId: ChatId }) => {
  const t = useT()
  const window = useMessageWindow(chatId)
  const [viewed, setViewed] = useState<ChatFile | null>(null)
  const pictures = useMemo(
    () =>
      shelfOf(window?.messages ?? [], null)
        .media.filter(({ file }) => file.kind === 'image')
        .slice(0, SHOWN),
    [window],
  )
  return (
    <>
      {pictures.length > 0 && (
        <ul className="mb-2 grid grid-cols-4 gap-1.5">
          {pictures.map((one) => (
            <li key={shelfKey(one)}>
              <Thumb one={one} onOpen={() => setViewed(one.file)} />
            </li>
          ))}
        </ul>
      )}
      <Button size="sm" className="w-full" onClick={() => askGallery()}>
        {t('gallery.all')}
      </Button>
      {viewed && (
        <Suspense>
          <PictureViewer chatId={chatId} first={viewed} onClose={() => setViewed(null)} />
        </Suspense>
      )}
    </>
  )
}
