import { useState } from 'react'
import type { ChatId } from '@/domain/ids'
import type { ChatFile } from '@/domain/message'
import { useI18n } from '@/i18n/i18n'
import { useDeferredPhrasesWithRetry } from '@/i18n/use-deferred-phrases'
import { FileIcon } from '@/ui/file-icon'
import { fileErrorKey, saveLinked } from './file-download'
import { MediaPlayer } from './media-player'
import { useDownloadUrl } from './file-download'

const actionStyle =
  'inline-flex min-h-6 items-center font-medium text-(--link,var(--cp-link)) underline-offset-2 hover:underline @max-[480px]/panel:min-h-10'

/** A file as a tile: name, size and actions. Sound and video play inside it. */
export const FileTile = ({ file, chatId }: { readonly file: ChatFile; readonly chatId: ChatId }) => {
  useDeferredPhrasesWithRetry()
  const { t, format } = useI18n()
  const [playing, setPlaying] = useState(false)
  const [broken, setBroken] = useState(false)
  const link = useDownloadUrl(chatId, file.id)
  const video = file.kind === 'video'
  const media = video || file.kind === 'voice' || file.kind === 'audio' ? (file.downloadUrl ?? file.showUrl) : null
  const address = file.showUrl ?? file.downloadUrl
  // The portal's own address needs the session of its page, which a browser may deny to the frame: then the one-time address is played.
  const source = link.url ?? media
  const onBroken = () => {
    if (link.url === null && link.error === null) void link.request()
  }
  return (
    <span className="block">
      <span className="flex min-w-0 items-center gap-2.5 py-0.5">
        {file.previewUrl !== null && !broken ? (
          <img
            src={file.previewUrl}
            alt=""
            width={40}
            height={40}
            loading="lazy"
            decoding="async"
            className="size-10 flex-none rounded-sm bg-(--quote) object-cover"
            onError={() => setBroken(true)}
          />
        ) : (
          <FileIcon extension={file.extension} size="size-10" />
        )}
        <span className="min-w-0 flex-1">
          <bdi className="block leading-4.5 font-medium wrap-anywhere">{file.name}</bdi>
          <span className="flex flex-wrap items-center gap-x-2 text-xs text-(--meta)">
            {file.size !== null && <bdi>{format.size(file.size)}</bdi>}
            {media !== null && !playing && (
              <button
                type="button"
                onClick={() => setPlaying(true)}
                aria-label={t('conversation.playFile', { name: file.name })}
                className={actionStyle}
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
                className={actionStyle}
              >
                {t('conversation.open')}
              </a>
            )}
            <button
              type="button"
              aria-label={t('files.saveFile', { name: file.name })}
              className={actionStyle}
              onClick={() => void saveLinked(link, file.name)}
            >
              {t('files.save')}
            </button>
            {/* Space for the message's time, which is at the end of the last line when there is no text. */}
            <span className="h-4 w-18" />
          </span>
        </span>
      </span>
      {link.error && (
        <span role="alert" title={link.error.code} className="mb-5 block text-sm text-alert-fg">
          {t(fileErrorKey(link.error))}
        </span>
      )}
      {source !== null &&
        playing &&
        !link.error &&
        (video ? (
          // Clients send no captions with their videos.
          // oxlint-disable-next-line jsx-a11y/media-has-caption
          <video
            key={source}
            controls
            autoPlay
            preload="metadata"
            poster={file.previewUrl ?? undefined}
            src={source}
            onError={onBroken}
            className="mt-1 mb-5 max-h-80 w-full rounded-md"
            style={file.width && file.height ? { aspectRatio: `${file.width} / ${file.height}` } : undefined}
          />
        ) : (
          <MediaPlayer key={source} url={source} file={file} chatId={chatId} onBroken={onBroken} />
        ))}
    </span>
  )
}
