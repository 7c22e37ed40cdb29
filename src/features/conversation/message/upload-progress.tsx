import X from 'lucide-react/icons/x'
import { useEffect, useState } from 'react'
import type { OutgoingFile, OutgoingReply } from '@/domain/outgoing-message'
import { useI18n } from '@/i18n/i18n'
import { useDeferredPhrasesWithRetry } from '@/i18n/use-deferred-phrases'
import { useOutboxActions, useUploadProgress } from '@/composer-state/use-composer-state'
import { extensionOf, FileIcon } from '@/ui/file-icon'
import { IconButton } from '@/ui/button'

/** The picture itself while its bytes are stored. */
const usePreview = (localId: string, { type }: OutgoingFile): string | null => {
  const { bytesOf } = useOutboxActions()
  const [url, setUrl] = useState<string | null>(null)
  const isPicture = type.startsWith('image/')
  useEffect(() => {
    if (!isPicture) return
    let made: string | null = null
    let over = false
    bytesOf(localId).then(
      (bytes) => {
        if (!bytes || over) return
        made = URL.createObjectURL(bytes)
        setUrl(made)
      },
      // Without its bytes the name is shown.
      () => undefined,
    )
    return () => {
      over = true
      if (made !== null) URL.revokeObjectURL(made)
    }
  }, [bytesOf, localId, isPicture])
  return url
}

/** An outgoing file: name and size, progress, and a button that cancels it. */
export const UploadProgress = ({ reply, file }: { readonly reply: OutgoingReply; readonly file: OutgoingFile }) => {
  useDeferredPhrasesWithRetry()
  const { t, format } = useI18n()
  const { cancelUpload, discard } = useOutboxActions()
  const { localId, state } = reply
  const part = useUploadProgress(localId)
  const picture = usePreview(localId, file)
  const sending = state.name === 'sending'
  const waiting = state.name === 'queued' && state.cause === 'turn'
  const percent = part === null ? null : Math.floor(part * 100)
  return (
    <span className="block w-64 max-w-full">
      {picture !== null && (
        <img
          src={picture}
          alt=""
          className={`-mx-2 -mt-0.75 mb-1 block max-h-60 w-[calc(100%+1rem)] max-w-none rounded-md object-cover ${state.name === 'sent' ? '' : 'opacity-60'}`}
        />
      )}
      <span className="flex min-w-0 items-center gap-2.5 py-0.5">
        <FileIcon extension={extensionOf(file.name)} />
        <span className="min-w-0 flex-1">
          <bdi className="block leading-4.5 font-medium wrap-anywhere">{file.name}</bdi>
          <span className="flex flex-wrap gap-x-2 pe-14 text-xs text-(--meta)">
            <bdi>{format.size(file.size)}</bdi>
            {sending && percent !== null && percent >= 100 && <span>{t('attachments.finishing')}</span>}
            {waiting && <span>{t('attachments.queued')}</span>}
          </span>
        </span>
        {sending && part !== null && part < 1 && (
          <IconButton label={t('attachments.cancel', { name: file.name })} onClick={() => cancelUpload(localId)}>
            <X />
          </IconButton>
        )}
        {waiting && (
          <IconButton label={t('attachments.cancel', { name: file.name })} onClick={() => discard(localId)}>
            <X />
          </IconButton>
        )}
      </span>
      {sending && (
        <span
          role="progressbar"
          aria-label={t('attachments.uploading', { name: file.name })}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={percent ?? undefined}
          className="mt-1 block h-1 overflow-hidden rounded-full bg-(--quote) forced-colors:border"
        >
          <span
            className={`block h-full rounded-full bg-accent forced-colors:bg-[Highlight] ${percent === null ? 'w-full opacity-40' : ''}`}
            style={percent === null ? undefined : { width: `${percent}%` }}
          />
        </span>
      )}
    </span>
  )
}
