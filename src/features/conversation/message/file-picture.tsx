import { Suspense, useState } from 'react'
import type { ChatId } from '@/domain/ids'
import type { ChatFile } from '@/domain/message'
import { lazyWithRetry } from '@/lib/lazy-with-retry'
import type { PortalError } from '@/portal/portal-error'
import { notePlainAddressWorks, usePlainAddresses } from '@/queries/portal-file-access'

const LinkedPicture = lazyWithRetry(async () => (await import('./linked-picture')).LinkedPicture)

/** Why a picture isn't shown; `not-shown`: it came, but the browser can't show it. */
export type PictureFailure = PortalError | 'not-shown'

export interface FilePictureProps {
  readonly chatId: ChatId
  readonly file: ChatFile
  /** CSS pixels of a picture whose size is known; without: as `className` says. */
  readonly size?: { readonly width: number; readonly height: number }
  readonly className: string
  /** null = the portal has no other address of it. */
  readonly onFailed: (failure: PictureFailure | null) => void
}

/** A picture of a chat: its preview, or where the portal's page alone may load that, the file by a one-time address. */
export const FilePicture = (props: FilePictureProps) => {
  const { file, size, className, onFailed } = props
  const plain = usePlainAddresses()
  const [came, setCame] = useState<boolean | null>(null)
  const style = size && { aspectRatio: `${size.width} / ${size.height}` }
  if (came ?? plain)
    return (
      <img
        src={file.previewUrl || undefined}
        alt=""
        loading="lazy"
        decoding="async"
        width={size?.width}
        height={size?.height}
        onLoad={() => {
          notePlainAddressWorks()
          setCame(true)
        }}
        // A one-time address is that of a whole video, not of its picture.
        onError={() => (file.kind === 'image' ? setCame(false) : onFailed(null))}
        className={`block object-cover ${className}`}
        style={style}
      />
    )
  return (
    <Suspense fallback={<span className={`block ${className}`} style={style} />}>
      <LinkedPicture {...props} previewBroke={came === false} />
    </Suspense>
  )
}
