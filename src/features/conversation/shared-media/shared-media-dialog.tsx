import CornerUpLeft from 'lucide-react/icons/corner-up-left'
import Download from 'lucide-react/icons/download'
import X from 'lucide-react/icons/x'
import { useEffect, useId, useMemo, useState, type ReactNode } from 'react'
import type { Chat } from '@/domain/chat'
import type { ChatId } from '@/domain/ids'
import type { ChatFile, Message } from '@/domain/message'
import type { MessagePage } from '@/domain/message-window'
import { isShared, sharedMediaKey, collectSharedMedia, type SharedFile, type SharedLink } from '@/domain/shared-media'
import { nameOf } from '@/domain/timeline'
import { useI18n } from '@/i18n/i18n'
import { scrollToMessage } from '@/lib/panel-events'
import { useMessageWindow } from '@/queries/messages'
import { Button, IconButton, Spinner } from '@/ui/button'
import { Dialog } from '@/ui/dialog'
import { EmptyState } from '@/ui/empty-state'
import { FileIcon } from '@/ui/file-icon'
import { fileErrorKey, openOnClick, useDownloadUrl } from '../message/file-download'
import { ImageViewer } from '../message/image-viewer'
import { MessageLink } from '../message/message-link'
import { useLinkFinder } from '../message/use-link-finder'
import { useLoadAround } from '../search/use-message-search'
import { MediaGrid } from './media-grid'
import { useOlderMedia } from './use-older-media'

const tabs = ['media', 'files', 'links'] as const
type TabName = (typeof tabs)[number]

/** Number of further items after which loading stops. */
const ENOUGH_ITEMS = 30

const Row = ({
  icon,
  children,
  about,
  onJump,
  tools,
}: {
  readonly icon?: ReactNode
  readonly children: ReactNode
  readonly about: ReactNode
  readonly onJump: () => void
  readonly tools?: ReactNode
}) => {
  const { t } = useI18n()
  return (
    <li className="flex items-center gap-2.5 border-b border-line py-2 last:border-0">
      {icon}
      <span className="min-w-0 flex-1">
        <bdi className="block leading-4.5 wrap-anywhere">{children}</bdi>
        <span className="block text-xs text-fg-3">{about}</span>
      </span>
      {tools}
      <IconButton label={t('sharedMedia.show')} onClick={onJump}>
        <CornerUpLeft className="rtl:-scale-x-100" />
      </IconButton>
    </li>
  )
}

const FileRow = ({
  chatId,
  one: { file },
  about,
  onJump,
}: {
  readonly chatId: ChatId
  readonly one: SharedFile
  readonly about: string
  readonly onJump: () => void
}) => {
  const { t, format } = useI18n()
  const link = useDownloadUrl(chatId, file)
  const address = file.showUrl ?? file.downloadUrl
  return (
    <Row
      icon={<FileIcon extension={file.extension} size="size-10" />}
      about={
        <>
          {file.size !== null && <bdi>{format.size(file.size)}, </bdi>}
          {about}
          {link.error && (
            <span role="alert" title={link.error.code} className="block text-alert-fg">
              {t(fileErrorKey(link.error))}
            </span>
          )}
        </>
      }
      onJump={onJump}
      tools={
        <IconButton label={t('files.saveFile', { name: file.name })} onClick={() => void link.save()}>
          <Download />
        </IconButton>
      }
    >
      {address === null ? (
        file.name
      ) : (
        <a
          href={address}
          target="_blank"
          rel="noopener noreferrer"
          className="text-link hover:underline"
          onClick={openOnClick(link)}
        >
          {file.name}
        </a>
      )}
    </Row>
  )
}

const LinkRow = ({
  one: { url, text },
  about,
  onJump,
}: {
  readonly one: SharedLink
  readonly about: string
  readonly onJump: () => void
}) => (
  <Row about={about} onJump={onJump}>
    <MessageLink url={url} words={text}>
      {text}
    </MessageLink>
  </Row>
)

/** Pictures, files and links of a conversation, the newest first; older messages are searched on request. */
export const SharedMediaDialog = ({ chat, onClose }: { readonly chat: Chat; readonly onClose: () => void }) => {
  const { t, format } = useI18n()
  const id = useId()
  const find = useLinkFinder()
  const window = useMessageWindow(chat.id)
  const older = useOlderMedia(chat.id, window, (message) => isShared(message, find), ENOUGH_ITEMS)
  const { around } = useLoadAround(chat.id)
  const [composerState, setTab] = useState<TabName>('media')
  const [viewed, setViewed] = useState<ChatFile | null>(null)
  const [loadError, setLoadError] = useState(false)

  const jumped = window?.hasNewer ?? false
  const { picked } = older
  const page: MessagePage = useMemo(
    () => ({
      messages: [...picked, ...(jumped ? [] : (window?.messages ?? []))],
      people: new Map([...older.people, ...(window?.people ?? [])]),
    }),
    [picked, jumped, window, older.people],
  )
  const found = useMemo(() => collectSharedMedia(page.messages, find), [page, find])
  const { look } = older
  useEffect(() => {
    if (found.media.length + found.files.length + found.links.length < ENOUGH_ITEMS && older.more) look()
    // Once, when it opens.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [])

  const show = async (message: Message) => {
    setLoadError(false)
    if (!(await around(message.id))) return setLoadError(true)
    onClose()
    scrollToMessage(chat.id, message.id)
  }
  const about = (message: Message) => {
    const author = message.authorId === null ? null : (page.people.get(message.authorId) ?? null)
    return `${nameOf(message, author)}, ${format.dateTime(message.date)}`
  }
  const shown = found[composerState]
  return (
    <Dialog
      name={{ labelledBy: `${id}-title` }}
      className="@container/panel m-auto h-[min(90dvh,44rem)] max-w-[min(40rem,calc(100vw-1.5rem))] text-md"
      onClose={onClose}
    >
      <div className="flex h-full flex-col">
        <header className="flex flex-none items-center gap-2 ps-5 pe-3 pt-3">
          <h2 id={`${id}-title`} className="min-w-0 flex-1 truncate text-lg font-semibold">
            {t('sharedMedia.title')} <bdi className="font-normal text-fg-3">{chat.client}</bdi>
          </h2>
          <IconButton label={t('common.close')} onClick={onClose}>
            <X />
          </IconButton>
        </header>
        <div role="group" aria-label={t('sharedMedia.tabs')} className="flex flex-none flex-wrap gap-1 px-5 py-2">
          {tabs.map((name) => (
            <button
              key={name}
              type="button"
              aria-pressed={composerState === name}
              className="min-h-8 rounded-sm px-2.5 text-sm text-fg-2 hover:bg-hover aria-pressed:bg-sel-bg aria-pressed:font-medium aria-pressed:text-sel-fg pointer-coarse:min-h-10"
              onClick={() => setTab(name)}
            >
              {t(`sharedMedia.${name}`)} <span className="tabular-nums">{format.number(found[name].length)}</span>
            </button>
          ))}
        </div>
        <div className="min-h-0 flex-1 overflow-y-auto px-5 pb-4 scrollbar-thin" tabIndex={-1}>
          {loadError && (
            <p role="alert" className="pb-2 text-sm text-alert-fg">
              {t('messageSearch.notLoaded')}
            </p>
          )}
          {shown.length === 0 && older.status !== 'looking' && (
            <EmptyState
              kind={window ? 'empty' : 'waiting'}
              title={t(window ? (older.more ? 'sharedMedia.noneYet' : 'sharedMedia.none') : 'common.loading')}
            />
          )}
          {composerState === 'media' && (
            <MediaGrid
              media={found.media}
              onOpen={({ file, message }) => (file.kind === 'image' ? setViewed(file) : void show(message))}
            />
          )}
          {composerState === 'files' && (
            <ul>
              {found.files.map((one) => (
                <FileRow
                  key={sharedMediaKey(one)}
                  chatId={chat.id}
                  one={one}
                  about={about(one.message)}
                  onJump={() => void show(one.message)}
                />
              ))}
            </ul>
          )}
          {composerState === 'links' && (
            <ul>
              {found.links.map((one) => (
                <LinkRow
                  key={`${one.message.id}-${one.url}`}
                  one={one}
                  about={about(one.message)}
                  onJump={() => void show(one.message)}
                />
              ))}
            </ul>
          )}
        </div>
        <footer className="flex min-h-12 flex-none flex-wrap items-center gap-x-3 gap-y-1 border-t border-line px-5 py-2 text-sm text-fg-2">
          <span role="status" className="min-w-0 flex-1 basis-48">
            {older.status === 'looking' && <Spinner />}{' '}
            <bdi>
              {older.more && older.reached !== null
                ? t('sharedMedia.since', { when: format.dateTime(older.reached) })
                : window?.source === 'history'
                  ? t('sharedMedia.notMember')
                  : t('sharedMedia.whole')}
            </bdi>
          </span>
          {older.status === 'failed' && (
            <span role="alert" title={older.error?.code} className="text-alert-fg">
              {t('sharedMedia.failed')}
            </span>
          )}
          {older.status === 'looking' ? (
            <Button size="sm" onClick={older.stop}>
              {t('chatActions.cancel')}
            </Button>
          ) : (
            older.more && (
              <Button size="sm" onClick={look}>
                {t(older.status === 'failed' ? 'common.tryAgain' : 'sharedMedia.loadOlder')}
              </Button>
            )
          )}
        </footer>
      </div>
      {viewed && <ImageViewer chatId={chat.id} first={viewed} among={page} onClose={() => setViewed(null)} />}
    </Dialog>
  )
}
