import { useRef, useState } from 'react'
import type { ChatId } from '@/domain/ids'
import type { ChatFile } from '@/domain/message'
import { useI18n } from '@/i18n/i18n'
import { useDeferredPhrasesWithRetry } from '@/i18n/use-deferred-phrases'
import { Spinner } from '@/ui/button'
import { FileIcon } from '@/ui/file-icon'
import { notePlainAddressFails, notePlainAddressWorks, usePlainAddresses } from '@/queries/portal-file-access'
import { fileErrorKey, openOnClick, useDownloadUrl } from './file-download'
import type { PictureFailure } from './file-picture'
import { MediaPlayer } from './media-player'

const actionStyle =
  'inline-flex min-h-6 items-center font-medium text-(--link,var(--cp-link)) underline-offset-2 hover:underline @max-[480px]/panel:min-h-10'

/** A file as a tile: name, size and actions. Sound and video play inside it. */
export const FileTile = ({
  file,
  chatId,
  failure,
  onRetry,
}: {
  readonly file: ChatFile
  readonly chatId: ChatId
  /** Why it isn't shown as a picture; null = it isn't one, or the portal knows no other way to it. */
  readonly failure: PictureFailure | null
  readonly onRetry: () => void
}) => {
  useDeferredPhrasesWithRetry()
  const { t, format } = useI18n()
  const [playing, setPlaying] = useState(false)
  const [unplayable, setUnplayable] = useState(false)
  const [broken, setBroken] = useState(false)
  const opened = useRef(false)
  const [startAt, setStartAt] = useState(0)
  const plain = usePlainAddresses()
  const link = useDownloadUrl(chatId, file)
  const video = file.kind === 'video'
  const media = video || file.kind === 'voice' || file.kind === 'audio' ? (file.downloadUrl ?? file.showUrl) : null
  const address = file.showUrl ?? file.downloadUrl
  const preview = video && plain && !broken ? file.previewUrl || null : null
  // The portal's own address needs the session of its page, which a browser may deny to the frame: then the one-time address is played.
  const source = link.url ?? (plain ? media || null : null)
  const play = () => {
    setPlaying(true)
    if (source === null) void link.show()
  }
  const onOpened = () => {
    opened.current = true
    if (link.url === null) notePlainAddressWorks()
    else if (plain) notePlainAddressFails()
  }
  /** `at`: seconds that have been played. */
  const onBroken = (at: number) => {
    // A one-time address that has expired meanwhile is followed by another.
    if (link.url !== null && (!opened.current || at <= startAt)) return setUnplayable(true)
    opened.current = false
    setStartAt(at)
    void link.show()
  }
  const playAgain = () => {
    setUnplayable(false)
    link.clear()
    if (!plain) void link.show()
  }
  const error = unplayable
    ? { text: t('files.notPlayed'), code: undefined, retry: playAgain }
    : link.error
      ? { text: t(fileErrorKey(link.error)), code: link.error.code, retry: playing ? playAgain : null }
      : failure && {
          text: t(failure === 'not-shown' ? 'files.notShown' : fileErrorKey(failure)),
          code: failure === 'not-shown' ? undefined : failure.code,
          retry: onRetry,
        }
  return (
    <span className="block">
      <span className="flex min-w-0 items-center gap-2.5 py-0.5">
        {preview !== null ? (
          <img
            src={preview}
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
                onClick={play}
                aria-label={t('conversation.playFile', { name: file.name })}
                className={actionStyle}
              >
                {t('conversation.play')}
              </button>
            )}
            {address !== null && (
              <a
                href={address || undefined}
                target="_blank"
                rel="noopener noreferrer"
                aria-label={t('conversation.openFile', { name: file.name })}
                className={actionStyle}
                onClick={openOnClick(link)}
              >
                {t('conversation.open')}
              </a>
            )}
            <button
              type="button"
              aria-label={t('files.saveFile', { name: file.name })}
              className={actionStyle}
              onClick={() => void link.save()}
            >
              {t('files.save')}
            </button>
            {/* Space for the message's time, which is at the end of the last line when there is no text. */}
            <span className="h-4 w-18" />
          </span>
        </span>
      </span>
      {error && (
        <span role="alert" title={error.code} className="mb-5 block text-sm text-alert-fg">
          {error.text}{' '}
          {error.retry && (
            <button type="button" className={actionStyle} onClick={error.retry}>
              {t('common.tryAgain')}
            </button>
          )}
        </span>
      )}
      {playing && source === null && !error && (
        <span role="status" className="mt-1 mb-5 flex h-9 items-center gap-2 text-sm text-(--meta)">
          <Spinner /> {t('common.loading')}
        </span>
      )}
      {source !== null &&
        playing &&
        !error &&
        (video ? (
          // Clients send no captions with their videos.
          // oxlint-disable-next-line jsx-a11y/media-has-caption
          <video
            key={source}
            controls
            autoPlay
            preload="metadata"
            poster={preview ?? undefined}
            src={source}
            onLoadedMetadata={({ currentTarget }) => {
              onOpened()
              currentTarget.currentTime = startAt
            }}
            onError={({ currentTarget }) => onBroken(currentTarget.currentTime)}
            className="mt-1 mb-5 max-h-80 w-full rounded-md"
            style={file.width && file.height ? { aspectRatio: `${file.width} / ${file.height}` } : undefined}
          />
        ) : (
          <MediaPlayer
            key={source}
            url={source}
            file={file}
            chatId={chatId}
            startAt={startAt}
            onOpened={onOpened}
            onBroken={onBroken}
          />
        ))}
    </span>
  )
}
