import { useEffect, useRef, useState } from 'react'
import { useT } from '@/i18n/i18n'
import { useLatest } from '@/lib/use-latest'
import { asPortalError } from '@/portal/portal-error'
import { usePortal } from '@/queries/card-context'
import { addressQueueOf, isWithoutDownload } from '@/queries/file-addresses'
import { notePlainAddressFails } from '@/queries/portal-file-access'
import { Spinner } from '@/ui/button'
import { FileIcon } from '@/ui/file-icon'
import type { FilePictureProps } from './file-picture'

/** By a one-time address the whole file comes, not a preview: larger ones come when they are opened. */
const MAX_BYTES = 10_000_000
const MAX_TRIES = 2

/** A picture by a one-time address, which is asked for when the picture is in sight, and again when it is used up or has expired. */
export const LinkedPicture = ({
  chatId,
  file,
  size,
  className,
  onFailed,
  previewBroke,
}: FilePictureProps & {
  /** The portal's own address was tried before. */
  readonly previewBroke: boolean
}) => {
  const t = useT()
  const portal = usePortal()
  const place = useRef<HTMLSpanElement>(null)
  const tries = useRef(0)
  const failed = useLatest(onFailed)
  const [url, setUrl] = useState<string | null>(null)
  const [loaded, setLoaded] = useState(false)
  const large = file.size !== null && file.size > MAX_BYTES
  useEffect(() => {
    const { current: element } = place
    if (url !== null || large || !element) return
    const queue = addressQueueOf(portal)
    let asking: AbortController | null = null
    let inSight = false
    const ask = async () => {
      const own = new AbortController()
      asking = own
      try {
        setUrl(await queue.ask(chatId, file.id, own.signal))
      } catch (thrown) {
        if (asking === own) asking = null
        // It left the sight meanwhile, and may be back.
        if (own.signal.aborted) return inSight ? void ask() : undefined
        const error = asPortalError(thrown)
        failed.current(isWithoutDownload(error) ? null : error)
      }
    }
    const observer = new IntersectionObserver((entries) => {
      inSight = entries.at(-1)?.isIntersecting ?? false
      if (!inSight) asking?.abort()
      else if (!asking) void ask()
    })
    observer.observe(element)
    return () => {
      observer.disconnect()
      inSight = false
      asking?.abort()
    }
  }, [url, large, portal, chatId, file.id, failed])
  return (
    <span
      ref={place}
      aria-busy={!loaded && !large}
      className={`relative grid place-items-center overflow-hidden ${className}`}
      style={size && { aspectRatio: `${size.width} / ${size.height}` }}
    >
      {url !== null && (
        <img
          src={url}
          alt=""
          decoding="async"
          width={size?.width}
          height={size?.height}
          onLoad={() => {
            tries.current = 0
            setLoaded(true)
            if (previewBroke) notePlainAddressFails()
          }}
          onError={() => {
            tries.current += 1
            setLoaded(false)
            if (tries.current < MAX_TRIES) setUrl(null)
            else failed.current('not-shown')
          }}
          className="absolute inset-0 size-full object-cover"
        />
      )}
      {large ? (
        <FileIcon extension={file.extension} size="size-10" />
      ) : (
        !loaded && (
          <span title={t('common.loading')} className="text-(--meta,var(--cp-fg-3))">
            <Spinner />
          </span>
        )
      )}
    </span>
  )
}
