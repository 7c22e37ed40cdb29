import { Play } from 'lucide-react'
import { useState } from 'react'
import type { ShelfFile } from '@/domain/shelf'
import { useSpeech } from '@/i18n/i18n'
import { FileGlyph } from '@/ui/file-glyph'

/** A picture or a video as a square; a press opens it. */
export const Thumb = ({
  one: { file },
  onOpen,
  ...stop
}: {
  readonly one: ShelfFile
  readonly onOpen: () => void
  readonly tabIndex?: number
  readonly onFocus?: () => void
}) => {
  const { t } = useSpeech()
  const [broken, setBroken] = useState(false)
  const video = file.kind === 'video'
  const plain = file.previewUrl === null || broken
  return (
    <button
      type="button"
      aria-label={t(video ? 'gallery.openVideo' : 'conversation.openPicture', { name: file.name })}
      title={file.name}
      className="relative grid aspect-square w-full place-items-center overflow-hidden rounded-sm bg-surface-2"
      onClick={onOpen}
      {...stop}
    >
      {plain ? (
        <FileGlyph extension={file.extension} size="size-10" />
      ) : (
        <img
          src={file.previewUrl ?? undefined}
          alt=""
          loading="lazy"
          decoding="async"
          className="size-full object-cover"
          onError={() => setBroken(true)}
        />
      )}
      {video && !plain && (
        <span className="absolute grid size-9 place-items-center rounded-full bg-black/60 text-white">
          <Play aria-hidden="true" className="size-4.5 fill-current" />
        </span>
      )}
    </button>
  )
}
