import { useState } from 'react'
import type { ChatFile } from '@/domain/message'
import { useSpeech } from '@/i18n/i18n'

const PICTURE_WIDTH = 240
const PICTURE_HEIGHT = 320

/** Size on screen in CSS pixels: the whole picture, no larger than it is, within 240 x 320. */
const fit = ({ width, height }: ChatFile): { width: number; height: number } => {
  if (!width || !height) return { width: PICTURE_WIDTH, height: 180 }
  const scale = Math.min(1, PICTURE_WIDTH / width, PICTURE_HEIGHT / height)
  return { width: Math.max(48, Math.round(width * scale)), height: Math.max(48, Math.round(height * scale)) }
}

const Player = ({ file, url }: { file: ChatFile; url: string }) =>
  file.kind === 'video' ? (
    // Clients send no captions with their videos.
    // oxlint-disable-next-line jsx-a11y/media-has-caption
    <video controls preload="none" autoPlay src={url} className="mt-1 mb-5 max-h-80 w-full rounded-md" />
  ) : (
    // oxlint-disable-next-line jsx-a11y/media-has-caption
    <audio controls preload="none" autoPlay src={url} className="mt-1 mb-5 block w-60 max-w-full" />
  )

const actionLook =
  'inline-flex min-h-6 items-center font-medium text-(--link,var(--cp-link)) underline-offset-2 hover:underline @max-[480px]/panel:min-h-10'

const FileTile = ({ file }: { file: ChatFile }) => {
  const { t, format } = useSpeech()
  const [playing, setPlaying] = useState(false)
  const playable = file.kind === 'voice' || file.kind === 'audio' || file.kind === 'video'
  const media = playable ? (file.downloadUrl ?? file.showUrl) : null
  const address = file.showUrl ?? file.downloadUrl
  return (
    <span className="block">
      <span className="flex min-w-0 items-center gap-2.5 py-0.5">
        <span
          aria-hidden="true"
          className={`grid size-10 flex-none place-items-center rounded-md text-[0.625rem] font-bold tracking-wide uppercase ${file.extension === 'pdf' ? 'bg-alert-fill text-white' : 'bg-(--quote) text-fg-2'}`}
        >
          {file.extension.slice(0, 4) || '?'}
        </span>
        <span className="min-w-0 flex-1">
          <bdi className="block leading-4.5 font-medium wrap-anywhere">{file.name}</bdi>
          {/* Room at the end: the message's time stands on this line when there is no text. */}
          <span className="flex flex-wrap items-center gap-x-2 pe-20 text-xs text-(--meta)">
            {file.size !== null && <bdi>{format.size(file.size)}</bdi>}
            {media !== null && !playing && (
              <button
                type="button"
                onClick={() => setPlaying(true)}
                aria-label={t('conversation.playFile', { name: file.name })}
                className={actionLook}
              >
                {t('conversation.play')}
              </button>
            )}
            {address !== null && (
              <a
                href={address}
                target="_blank"
                rel="noopener noreferrer"
                aria-label={t('conversation.openFile', { name: file.name })}
                className={actionLook}
              >
                {t('conversation.open')}
              </a>
            )}
          </span>
        </span>
      </span>
      {media !== null && playing && <Player file={file} url={media} />}
    </span>
  )
}

/** One file of a message: a picture in its size, everything else as a tile. Opens in a new tab. */
export const MessageFile = ({ file }: { file: ChatFile }) => {
  const { t } = useSpeech()
  const [broken, setBroken] = useState(false)
  if (file.kind !== 'image' || broken || file.previewUrl === null) return <FileTile file={file} />
  const { width, height } = fit(file)
  return (
    <a
      href={file.showUrl ?? file.previewUrl}
      target="_blank"
      rel="noopener noreferrer"
      aria-label={t('conversation.openPicture', { name: file.name })}
      className="-mx-2 -mt-0.75 mb-0.5 block max-w-[calc(100%+1rem)] overflow-hidden rounded-md"
      style={{ width }}
    >
      <img
        src={file.previewUrl}
        alt=""
        loading="lazy"
        decoding="async"
        width={width}
        height={height}
        onError={() => setBroken(true)}
        className="block w-full bg-(--quote) object-cover"
        style={{ aspectRatio: `${width} / ${height}` }}
      />
    </a>
  )
}
