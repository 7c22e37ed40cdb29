import Paperclip from 'lucide-react/icons/paperclip'
import X from 'lucide-react/icons/x'
import { type RefObject, Suspense, useContext, useEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { useAttachments } from '@/composer-state/use-composer-state'
import type { ChatId } from '@/domain/ids'
import { useT } from '@/i18n/i18n'
import { DropAreaContext } from '@/lib/drop-area'
import { lazyWithRetry } from '@/lib/lazy-with-retry'
import { useShortcut } from '@/lib/shortcut-handlers'
import { IconButton } from '@/ui/button'

/** Result of a drop: files, and whether there were folders, which can't be sent. */
interface Dropped {
  readonly files: readonly File[]
  readonly folders: boolean
}

/** Files of a drop. A folder appears as an empty file there. */
const droppedFiles = ({ items, files }: DataTransfer): Dropped => {
  const given = [...items].filter(({ kind }) => kind === 'file')
  const folders = given.filter((item) => item.webkitGetAsEntry()?.isDirectory)
  if (folders.length === 0) return { files: [...files], folders: false }
  return {
    files: given.flatMap((item) => (folders.includes(item) ? [] : (item.getAsFile() ?? []))),
    folders: true,
  }
}

const two = (value: number): string => String(value).padStart(2, '0')

/** Browsers name every pasted picture `image.png`: the local time in its name helps clients and searches. */
export const renamePastedImages = (files: readonly File[], now: Date): readonly File[] =>
  files.map((file, place) => {
    const [, extension] = /^image\.(\w+)$/.exec(file.name) ?? []
    if (!extension) return file
    const day = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
    const time = [now.getHours(), now.getMinutes(), now.getSeconds()].map(two).join('')
    return new File([file], `image-${day}-${time}${place > 0 ? `-${place + 1}` : ''}.${extension}`, { type: file.type })
  })

const AttachmentList = lazyWithRetry(async () => (await import('./attachment-list')).AttachmentList)

/** The chat that files are for, and the field that they belong to. */
export interface AttachmentsProps {
  readonly chatId: ChatId
  readonly field: RefObject<HTMLTextAreaElement | null>
}

const carriesFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer?.types.includes('Files') ?? false

/** The button that opens the file picker (Alt+A). */
export const AttachButton = ({ chatId, field }: AttachmentsProps) => {
  const t = useT()
  const [, { add }] = useAttachments(chatId)
  const input = useRef<HTMLInputElement>(null)
  useShortcut('attach', () => {
    input.current?.click()
    return true
  })
  return (
    <>
      <IconButton label={t('attachments.button')} aria-keyshortcuts="Alt+A" onClick={() => input.current?.click()}>
        <Paperclip strokeWidth={1.5} />
      </IconButton>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={t('attachments.button')}
        onChange={({ target }) => {
          add([...(target.files ?? [])])
          // The same file may be chosen again.
          target.value = ''
          field.current?.focus({ preventScroll: true })
        }}
      />
    </>
  )
}

/** The chosen files above the field: by the picker, by pasting, and by dropping them anywhere on the conversation. */
export const Attachments = ({ chatId, field, note = false }: AttachmentsProps & { readonly note?: boolean }) => {
  const t = useT()
  const [files, { add, remove }] = useAttachments(chatId)
  const area = useContext(DropAreaContext)
  const [target, setTarget] = useState<Element | null>(null)
  const [folders, setFolders] = useState(false)

  useEffect(() => {
    const section = area?.current
    if (!section) return
    const take = (given: readonly File[], focus: boolean) => {
      if (given.length > 0) add(given)
      if (focus) field.current?.focus({ preventScroll: true })
    }
    const onDragOver = (event: DragEvent) => {
      if (!carriesFiles(event)) return
      event.preventDefault()
      if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy'
      setTarget(section)
    }
    const onDragLeave = ({ relatedTarget }: DragEvent) => {
      if (!(relatedTarget instanceof Node) || !section.contains(relatedTarget)) setTarget(null)
    }
    const onDrop = (event: DragEvent) => {
      setTarget(null)
      if (!carriesFiles(event) || !event.dataTransfer) return
      event.preventDefault()
      const given = droppedFiles(event.dataTransfer)
      setFolders(given.folders)
      take(given.files, true)
    }
    const onPaste = (event: ClipboardEvent) => {
      const { clipboardData } = event
      // A table is copied as text and as a picture of itself: pasted into a field, the text is meant.
      if (!clipboardData || clipboardData.files.length === 0 || clipboardData.getData('text/plain') !== '') return
      event.preventDefault()
      take(renamePastedImages([...clipboardData.files], new Date()), true)
    }
    section.addEventListener('dragover', onDragOver)
    section.addEventListener('dragleave', onDragLeave)
    section.addEventListener('drop', onDrop)
    section.addEventListener('paste', onPaste)
    return () => {
      section.removeEventListener('dragover', onDragOver)
      section.removeEventListener('dragleave', onDragLeave)
      section.removeEventListener('drop', onDrop)
      section.removeEventListener('paste', onPaste)
    }
  }, [add, field, area])

  return (
    <div>
      {files.length > 0 && (
        <Suspense>
          <AttachmentList
            files={files}
            onRemove={(id) => {
              remove(new Set([id]))
              field.current?.focus({ preventScroll: true })
            }}
          />
        </Suspense>
      )}
      {folders && (
        <p role="alert" className="flex items-center gap-2 ps-3.5 pe-1.5 pt-1.5 text-xs text-warning-fg">
          <span className="flex-1">{t('attachments.folders')}</span>
          <IconButton label={t('common.close')} onClick={() => setFolders(false)}>
            <X />
          </IconButton>
        </p>
      )}
      {target &&
        createPortal(
          <div className="pointer-events-none absolute inset-2 z-10 grid place-items-center rounded-xl border-2 border-dashed border-accent bg-surface/90 text-lg font-medium text-fg">
            <span className="flex items-center gap-2">
              <Paperclip aria-hidden="true" className="size-6 text-accent" />
              {t(note ? 'attachments.dropNote' : 'attachments.drop')}
            </span>
          </div>,
          target,
        )}
    </div>
  )
}
