import CircleAlert from 'lucide-react/icons/circle-exclamation-point'
import X from 'lucide-react/icons/x'
import { useEffect, useState } from 'react'
import { FILE_MAX_BYTES } from '@/domain/outgoing-message'
import { useI18n } from '@/i18n/i18n'
import type { PendingFile } from '@/composer-state/attachments'
import { extensionOf, FileIcon } from '@/ui/file-icon'
import { IconButton } from '@/ui/button'

const Thumbnail = ({ file }: { readonly file: File }) => {
  const [url, setUrl] = useState<string | null>(null)
  useEffect(() => {
    const made = URL.createObjectURL(file)
    setUrl(made)
    return () => URL.revokeObjectURL(made)
  }, [file])
  return <img src={url ?? undefined} alt="" className="size-9 flex-none rounded-sm bg-neutral-bg object-cover" />
}

/** Files above the field, each with its problem, if any. */
export const AttachmentList = ({
  files,
  onRemove,
}: {
  readonly files: readonly PendingFile[]
  readonly onRemove: (id: number) => void
}) => {
  const { t, format } = useI18n()
  return (
    <ul
      aria-label={t('attachments.fileList')}
      className="flex max-h-40 flex-wrap gap-1.5 overflow-y-auto px-2.5 pt-2.5"
    >
      {files.map(({ id, file, problem }) => (
        <li
          key={id}
          className={`flex max-w-full min-w-0 items-center gap-2 rounded-md border py-1 ps-1.5 pe-0.5 text-xs @max-[480px]/panel:w-full ${problem === null ? 'border-line-2' : 'border-alert-fg'}`}
        >
          {file.type.startsWith('image/') ? <Thumbnail file={file} /> : <FileIcon extension={extensionOf(file.name)} />}
          <span className="max-w-52 min-w-0 flex-1 @max-[480px]/panel:max-w-none">
            <bdi className="block truncate font-medium text-fg">{file.name}</bdi>
            {problem === null ? (
              <bdi className="text-fg-2">{format.size(file.size)}</bdi>
            ) : (
              <span role="alert" className="flex items-center gap-1 text-alert-fg">
                <CircleAlert aria-hidden="true" className="size-3.5 flex-none" />
                {problem === 'empty'
                  ? t('attachments.empty')
                  : t('attachments.tooLarge', { limit: format.size(FILE_MAX_BYTES), size: format.size(file.size) })}
              </span>
            )}
          </span>
          <IconButton label={t('attachments.remove', { name: file.name })} onClick={() => onRemove(id)}>
            <X />
          </IconButton>
        </li>
      ))}
    </ul>
  )
}
