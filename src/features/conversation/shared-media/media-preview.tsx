import { Suspense, useMemo, useState } from 'react'
import type { ChatId } from '@/domain/ids'
import type { ChatFile } from '@/domain/message'
import { sharedMediaKey, collectSharedMedia } from '@/domain/shared-media'
import { useT } from '@/i18n/i18n'
import { lazyWithRetry } from '@/lib/lazy-with-retry'
import { useMessageWindow } from '@/queries/messages'
import { Button } from '@/ui/button'
import { openSharedMedia } from '@/lib/panel-events'
import { MediaThumbnail } from './media-grid'

const ImageViewer = lazyWithRetry(async () => (await import('../message/image-viewer')).ImageViewer)

const MAX_SHOWN = 4

/** The newest pictures of a conversation, and a button that opens all. */
export const MediaPreview = ({ chatId }: { readonly chatId: ChatId }) => {
  const t = useT()
  const window = useMessageWindow(chatId)
  const [viewed, setViewed] = useState<ChatFile | null>(null)
  const pictures = useMemo(
    () =>
      collectSharedMedia(window?.messages ?? [], null)
        .media.filter(({ file }) => file.kind === 'image')
        .slice(0, MAX_SHOWN),
    [window],
  )
  return (
    <>
      {pictures.length > 0 && (
        <ul className="mb-2 grid grid-cols-4 gap-1.5">
          {pictures.map((one) => (
            <li key={sharedMediaKey(one)}>
              <MediaThumbnail one={one} onOpen={() => setViewed(one.file)} />
            </li>
          ))}
        </ul>
      )}
      <Button size="sm" className="w-full" onClick={() => openSharedMedia()}>
        {t('sharedMedia.all')}
      </Button>
      {viewed && (
        <Suspense>
          <ImageViewer chatId={chatId} first={viewed} onClose={() => setViewed(null)} />
        </Suspense>
      )}
    </>
  )
}
