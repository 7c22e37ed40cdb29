import { Suspense, useState } from 'react'
import type { ChatId } from '@/domain/ids'
import type { ChatFile, Message } from '@/domain/message'
import { useI18n } from '@/i18n/i18n'
import { lazyWithRetry } from '@/lib/lazy-with-retry'
import { FilePicture, type PictureFailure } from './file-picture'

const FileTile = lazyWithRetry(async () => (await import('./file-tile')).FileTile)
const ImageViewer = lazyWithRetry(async () => (await import('./image-viewer')).ImageViewer)

const IMAGE_MAX_WIDTH_PX = 240
const IMAGE_MAX_HEIGHT_PX = 320
/** Number of pictures that an album shows; the last one has the number of further ones. */
const ALBUM_IMAGES = 4

/** Size on screen in CSS pixels: the whole picture, no larger than it is, within 240 x 320. */
const fitInto = ({ width, height }: ChatFile): { width: number; height: number } => {
  if (!width || !height) return { width: IMAGE_MAX_WIDTH_PX, height: 180 }
  const scale = Math.min(1, IMAGE_MAX_WIDTH_PX / width, IMAGE_MAX_HEIGHT_PX / height)
  return { width: Math.max(48, Math.round(width * scale)), height: Math.max(48, Math.round(height * scale)) }
}

const MessageImage = ({
  chatId,
  file,
  inAlbum,
  more,
  onOpen,
  onFailed,
}: {
  chatId: ChatId
  file: ChatFile
  inAlbum: boolean
  /** Number of further pictures. */
  more: number
  onOpen: () => void
  onFailed: (failure: PictureFailure | null) => void
}) => {
  const { t, format } = useI18n()
  const size = inAlbum ? { width: 118, height: 118 } : fitInto(file)
  return (
    <a
      href={file.showUrl || file.previewUrl || undefined}
      target="_blank"
      rel="noopener noreferrer"
      aria-label={`${t('conversation.openPicture', { name: file.name })}${more > 0 ? ` +${format.number(more)}` : ''}`}
      className="relative block overflow-hidden rounded-md"
      style={{ width: size.width }}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return
        event.preventDefault()
        onOpen()
      }}
    >
      <FilePicture chatId={chatId} file={file} size={size} className="w-full bg-(--quote)" onFailed={onFailed} />
      {more > 0 && (
        <bdi className="absolute inset-0 grid place-items-center bg-[rgb(0_0_0/0.6)] text-xl text-white">
          +{format.number(more)}
        </bdi>
      )}
    </a>
  )
}

/** Files of a message: pictures in their size, several as an album, everything else as tiles. A press on a picture opens the viewer. */
export const MessageFiles = ({ message }: { message: Message }) => {
  const [failures, setFailures] = useState<ReadonlyMap<ChatFile['id'], PictureFailure | null>>(new Map())
  const [viewed, setViewed] = useState<ChatFile | null>(null)
  const pictures = message.files.filter(
    ({ kind, previewUrl, id }) => kind === 'image' && previewUrl !== null && !failures.has(id),
  )
  const shown = pictures.slice(0, ALBUM_IMAGES)
  return (
    <>
      {shown.length > 0 && (
        <span className="-mx-2 -mt-0.75 mb-0.5 flex max-w-62 flex-wrap gap-0.75">
          {shown.map((file, place) => (
            <MessageImage
              key={file.id}
              chatId={message.chatId}
              file={file}
              inAlbum={pictures.length > 1}
              more={place === ALBUM_IMAGES - 1 ? pictures.length - ALBUM_IMAGES : 0}
              onOpen={() => setViewed(file)}
              onFailed={(failure) => setFailures((before) => new Map(before).set(file.id, failure))}
            />
          ))}
        </span>
      )}
      {message.files.map(
        (file) =>
          !pictures.includes(file) && (
            // The same height as the tile: nothing below it moves.
            <Suspense key={file.id} fallback={<bdi className="block h-11 w-52 max-w-full truncate">{file.name}</bdi>}>
              <FileTile
                file={file}
                chatId={message.chatId}
                failure={failures.get(file.id) ?? null}
                onRetry={() => setFailures((before) => new Map([...before].filter(([id]) => id !== file.id)))}
              />
            </Suspense>
          ),
      )}
      {viewed && (
        <Suspense>
          <ImageViewer chatId={message.chatId} first={viewed} onClose={() => setViewed(null)} />
        </Suspense>
      )}
    </>
  )
}
