import ChevronLeft from 'lucide-react/icons/chevron-left'
import ChevronRight from 'lucide-react/icons/chevron-right'
import Download from 'lucide-react/icons/download'
import X from 'lucide-react/icons/x'
import ZoomIn from 'lucide-react/icons/zoom-in'
import ZoomOut from 'lucide-react/icons/zoom-out'
import { useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react'
import type { ChatId } from '@/domain/ids'
import type { ChatFile, Message } from '@/domain/message'
import type { MessagePage } from '@/domain/message-window'
import { useI18n } from '@/i18n/i18n'
import { useLatest } from '@/lib/use-latest'
import { useMessageWindow } from '@/queries/messages'
import { notePlainAddressFails, usePlainAddresses } from '@/queries/portal-file-access'
import { Button, IconButton, Spinner } from '@/ui/button'
import { fileErrorKey, useDownloadUrl } from './file-download'

const ZOOMS = [1, 1.5, 2, 3, 4] as const

const isImage = (file: ChatFile): boolean => file.kind === 'image' && (file.previewUrl ?? file.showUrl) !== null

const Picture = ({ chatId, file, zoom }: { chatId: ChatId; file: ChatFile; zoom: number }) => {
  const { t } = useI18n()
  const plain = usePlainAddresses()
  const link = useDownloadUrl(chatId, file)
  const [broken, setBroken] = useState(false)
  const own = plain ? file.showUrl || file.previewUrl || null : null
  const source = link.url ?? own
  const wanted = source === null && !link.error
  const latest = useLatest(link)
  useEffect(() => {
    // The picture is in sight: its address is asked for once.
    if (wanted) void latest.current.show()
  }, [wanted, latest])
  if (broken || link.error)
    return (
      <div role="alert" title={link.error?.code} className="m-auto flex flex-col items-center gap-3 p-6 text-center">
        <p>{t(link.error ? fileErrorKey(link.error) : 'files.notShown')}</p>
        <Button
          onClick={() => {
            setBroken(false)
            link.clear()
          }}
        >
          {t('common.tryAgain')}
        </Button>
      </div>
    )
  if (source === null)
    return (
      <p role="status" className="m-auto flex items-center gap-2">
        <Spinner /> {t('common.loading')}
      </p>
    )
  return (
    <img
      key={source}
      src={source}
      alt={file.name}
      width={file.width ?? undefined}
      height={file.height ?? undefined}
      onLoad={() => {
        if (link.url !== null && own !== null) notePlainAddressFails()
      }}
      // The portal's own address needs the session of its page, which a browser may deny to the frame.
      onError={() => {
        if (link.url === null) void link.show()
        else setBroken(true)
      }}
      className="m-auto block h-auto max-w-full object-contain"
      style={zoom === 1 ? { maxHeight: '100%' } : { maxWidth: 'none', width: `${zoom * 100}%` }}
    />
  )
}

/** The pictures of a conversation, one at a time over the panel: arrows change the picture, + and - zoom, Esc closes. */
export const ImageViewer = ({
  chatId,
  first,
  among = null,
  onClose,
}: {
  readonly chatId: ChatId
  /** The one that was pressed. */
  readonly first: ChatFile
  /** The messages with the pictures; null = those of the loaded conversation. */
  readonly among?: MessagePage | null
  readonly onClose: () => void
}) => {
  const { t, format } = useI18n()
  const loaded = useMessageWindow(chatId)
  const window = among ?? loaded
  const dialog = useRef<HTMLDialogElement>(null)
  const [current, setCurrent] = useState(first.id)
  const [zoom, setZoom] = useState<number>(1)
  const plain = usePlainAddresses()
  const all = (window?.messages ?? []).flatMap((message: Message) =>
    message.deleted ? [] : message.files.filter(isImage).map((file) => ({ file, message })),
  )
  const place = all.findIndex(({ file }) => file.id === current)
  const shown = all[place] ?? { file: first, message: null }
  const link = useDownloadUrl(chatId, shown.file)

  useLayoutEffect(() => {
    const { current: element } = dialog
    element?.showModal()
    // Closing it while it is still in the page returns the focus to the picture.
    return () => element?.close()
  }, [])

  const go = (to: number) => {
    const next = all[to]
    if (!next) return
    setCurrent(next.file.id)
    setZoom(1)
  }
  const zoomBy = (step: 1 | -1) =>
    setZoom((now) => ZOOMS[Math.min(Math.max(ZOOMS.findIndex((one) => one === now) + step, 0), ZOOMS.length - 1)] ?? 1)

  const onKeyDown = (event: KeyboardEvent) => {
    const forward = getComputedStyle(event.currentTarget).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight'
    const to = { [forward]: place + 1, Home: 0, End: all.length - 1 }[event.key]
    if (to !== undefined) go(to)
    else if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') go(place - 1)
    else if (event.key === '+' || event.key === '=') zoomBy(1)
    else if (event.key === '-') zoomBy(-1)
    else if (event.key === '0') setZoom(1)
    else if (event.key === 'Escape') {
      // A browser closes dialogs that were opened without a user gesture together.
      event.stopPropagation()
      onClose()
    } else return
    event.preventDefault()
  }
  const authorId = shown.message?.authorId ?? null
  const author = authorId === null ? null : (window?.people.get(authorId)?.name ?? null)
  const tool = 'text-white! hover:bg-white/20! disabled:opacity-40'

  return (
    <dialog
      ref={dialog}
      aria-label={t('files.viewer')}
      className="@container/panel m-0 flex h-dvh max-h-none w-screen max-w-none flex-col border-0 bg-black/90 p-0 text-white backdrop:bg-black/60"
      onKeyDown={onKeyDown}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
    >
      <header className="flex min-h-12 flex-none items-center gap-1 px-2">
        <p className="min-w-0 flex-1 truncate ps-2 text-sm">
          <bdi className="font-semibold">{shown.file.name}</bdi>
          {author !== null && shown.message && (
            <span className="opacity-80">
              {' '}
              <bdi>{author}</bdi>, {format.dateTime(shown.message.date)}
            </span>
          )}
        </p>
        {all.length > 1 && (
          <span aria-live="polite" className="px-2 text-sm tabular-nums">
            {t('files.ofAll', { number: format.number(place + 1), count: format.number(all.length) })}
          </span>
        )}
        <IconButton label={t('files.zoomOut')} className={tool} disabled={zoom === 1} onClick={() => zoomBy(-1)}>
          <ZoomOut />
        </IconButton>
        <IconButton label={t('files.zoomIn')} className={tool} disabled={zoom === 4} onClick={() => zoomBy(1)}>
          <ZoomIn />
        </IconButton>
        <IconButton
          label={t('files.saveFile', { name: shown.file.name })}
          className={tool}
          onClick={() => void link.save()}
        >
          <Download />
        </IconButton>
        <IconButton label={t('common.close')} className={tool} onClick={onClose}>
          <X />
        </IconButton>
      </header>
      <div className="flex min-h-0 flex-1 items-stretch">
        <div className="flex flex-none items-center px-1">
          <IconButton label={t('files.previous')} className={tool} disabled={place <= 0} onClick={() => go(place - 1)}>
            <ChevronLeft className="rtl:-scale-x-100" />
          </IconButton>
        </div>
        <div className="flex min-h-0 min-w-0 flex-1 overflow-auto scrollbar-thin">
          <Picture key={shown.file.id} chatId={chatId} file={shown.file} zoom={zoom} />
        </div>
        <div className="flex flex-none items-center px-1">
          <IconButton
            label={t('files.next')}
            className={tool}
            disabled={place === all.length - 1}
            onClick={() => go(place + 1)}
          >
            <ChevronRight className="rtl:-scale-x-100" />
          </IconButton>
        </div>
      </div>
      {link.error && (
        <p role="alert" className="flex-none p-2 text-center text-sm">
          {t(fileErrorKey(link.error))}
        </p>
      )}
      {/* Preloads the previous and the next picture. */}
      <div hidden>
        {[all[place + 1], all[place - 1]].map(
          (near) => plain && near?.file.showUrl && <img key={near.file.id} src={near.file.showUrl} alt="" />,
        )}
      </div>
    </dialog>
  )
}
