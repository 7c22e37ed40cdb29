import { Suspense, useState } from 'react'
import type { ChatFile, Message } from '@/domain/message'
import { useI18n } from '@/i18n/i18n'
import { lazyWithRetry } from '@/lib/lazy-with-retry'

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
  file,
  inAlbum,
  more,
  onOpen,
  onBroken,
}: {
  file: ChatFile
  inAlbum: boolean
  /** Number of further pictures. */
  more: number
  onOpen: () => void
  onBroken: () => void
}) => {
  const { t, format } = useI18n()
  const { width, height } = inAlbum ? { width: 118, height: 118 } : fitInto(file)
  return (
    <a
      href={file.showUrl ?? file.previewUrl ?? undefined}
      target="_blank"
      rel="noopener noreferrer"
      aria-label={`${t('conversation.openPicture', { name: file.name })}${more > 0 ? ` +${format.number(more)}` : ''}`}
      className="relative block overflow-hidden rounded-md"
      style={{ width }}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return
        event.preventDefault()
        onOpen()
      }}
    >
      <img
        src={file.previewUrl ?? undefined}
        alt=""
        loading="lazy"
        decoding="async"
        width={width}
        height={height}
        onError={onBroken}
        className="block w-full bg-(--quote) object-cover"
        style={{ aspectRatio: `${width} / ${height}` }}
      />
      {more > 0 && (
        <bdi className="absolute inset-0 grid place-items-center bg-[rgb(0_0_0/0.5)] text-xl text-white">
          +{format.number(more)}
        </bdi>
      )}
    </a>
  )
}

/** Files of a message: pictures in their size, several as an album, everything else as tiles. A press on a picture opens the viewer. */
export const MessageFiles = ({ message }: { message: Message }) => {
  const [broken, setBroken] = useState<readonly ChatFile[]>([])
  const [viewed, setViewed] = useState<ChatFile | null>(null)
  const pictures = message.files.filter(
    (file) => file.kind === 'image' && file.previewUrl !== null && !broken.includes(file),
  )
  const shown = pictures.slice(0, ALBUM_IMAGES)
  return (
    <>
      {shown.length > 0 && (
        <span className="-mx-2 -mt-0.75 mb-0.5 flex max-w-62 flex-wrap gap-0.75">
          {shown.map((file, place) => (
            <MessageImage
              key={file.id}
              file={file}
              inAlbum={pictures.length > 1}
              more={place === ALBUM_IMAGES - 1 ? pictures.length - ALBUM_IMAGES : 0}
              onOpen={() => setViewed(file)}
              onBroken={() => setBroken((before) => [...before, file])}
            />
          ))}
        </span>
      )}
      {message.files.map(
        (file) =>
          !pictures.includes(file) && (
            // The same height as the tile: nothing below it moves.
            <Suspense key={file.id} fallback={<bdi className="block h-11 w-52 max-w-full truncate">{file.name}</bdi>}>
              <FileTile file={file} chatId={message.chatId} />
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
