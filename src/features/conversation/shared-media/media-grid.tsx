import Play from 'lucide-react/icons/play'
import { type KeyboardEvent, useState } from 'react'
import { type SharedFile, sharedMediaKey } from '@/domain/shared-media'
import { useI18n } from '@/i18n/i18n'
import { usePlainAddresses } from '@/queries/portal-file-access'
import { FileIcon } from '@/ui/file-icon'
import { FilePicture } from '../message/file-picture'

/** A picture or a video as a square; a press opens it. */
export const MediaThumbnail = ({
  one: { file, message },
  onOpen,
  ...stop
}: {
  readonly one: SharedFile
  readonly onOpen: () => void
  readonly tabIndex?: number
  readonly onFocus?: () => void
}) => {
  const { t } = useI18n()
  const [broken, setBroken] = useState(false)
  const video = file.kind === 'video'
  const addresses = usePlainAddresses()
  // A one-time address is that of a whole video, not of its picture.
  const plain = file.previewUrl === null || broken || (video && !addresses)
  return (
    <button
      type="button"
      aria-label={t(video ? 'sharedMedia.openVideo' : 'conversation.openPicture', { name: file.name })}
      title={file.name}
      className="relative grid aspect-square w-full place-items-center overflow-hidden rounded-sm bg-surface-2"
      onClick={onOpen}
      {...stop}
    >
      {plain ? (
        <FileIcon extension={file.extension} size="size-10" />
      ) : (
        <FilePicture chatId={message.chatId} file={file} className="size-full" onFailed={() => setBroken(true)} />
      )}
      {video && !plain && (
        <span className="absolute grid size-9 place-items-center rounded-full bg-black/60 text-white">
          <Play aria-hidden="true" className="size-4.5 fill-current" />
        </span>
      )}
    </button>
  )
}

/** Pictures and videos as squares: one tab stop, arrow keys move between them. */
export const MediaGrid = ({
  media,
  onOpen,
}: {
  readonly media: readonly SharedFile[]
  readonly onOpen: (one: SharedFile) => void
}) => {
  const { direction } = useI18n()
  const [last, setLast] = useState<string | null>(null)
  const stop = Math.max(
    0,
    media.findIndex((one) => sharedMediaKey(one) === last),
  )
  const onKeyDown = (event: KeyboardEvent<HTMLUListElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
    const across = direction === 'rtl' ? -1 : 1
    const columns = getComputedStyle(event.currentTarget).gridTemplateColumns.split(' ').length
    const to = {
      ArrowRight: stop + across,
      ArrowLeft: stop - across,
      ArrowDown: stop + columns,
      ArrowUp: stop - columns,
      Home: 0,
      End: media.length - 1,
    }[event.key]
    if (to === undefined) return
    event.preventDefault()
    event.currentTarget.querySelectorAll('button')[to]?.focus()
  }
  return (
    // Handles the keys of its buttons.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <ul className="grid grid-cols-[repeat(auto-fill,minmax(6.5rem,1fr))] gap-1.5" onKeyDown={onKeyDown}>
      {media.map((one, index) => (
        <li key={sharedMediaKey(one)}>
          <MediaThumbnail
            one={one}
            tabIndex={index === stop ? 0 : -1}
            onFocus={() => setLast(sharedMediaKey(one))}
            onOpen={() => onOpen(one)}
          />
        </li>
      ))}
    </ul>
  )
}
