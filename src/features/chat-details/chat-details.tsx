import X from 'lucide-react/icons/x'
import { Suspense, useRef, type ReactNode } from 'react'
import type { Chat, Dialog } from '@/domain/chat'
import type { CrmItem } from '@/domain/crm'
import type { Me, People } from '@/domain/person'
import { waitLevel } from '@/domain/wait-time'
import { useI18n } from '@/i18n/i18n'
import { usePane } from '@/lib/focus-targets'
import type { PortalError } from '@/queries/card-context'
import { useSetting } from '@/settings/use-setting'
import { Avatar } from '@/ui/avatar'
import { Button, IconButton } from '@/ui/button'
import { ChannelBadge } from '@/components/channel-badge'
import { ChatStatus } from '@/components/chat-status'
import { lazyWithRetry } from '@/lib/lazy-with-retry'
import { EmptyState } from '@/ui/empty-state'
import { usePortalNow } from '@/lib/page-visibility'
import { CrmLinks } from './crm-links'
import { DetailsSkeleton } from './details-section'
import { DefinitionList, DetailsSection } from './details-section'
import { type Participant, participants, replyWindow } from './details-data'

const Statistics = lazyWithRetry(async () => (await import('./statistics')).Statistics)

/** `people`: authors of the messages read so far. `error`: why the details could not be loaded. */
export interface ChatDetailsProps {
  readonly chat: Chat
  readonly people: People | null
  readonly me: Me
  readonly item: CrmItem
  readonly onClose: () => void
  /** Actions on the chat, below its state. */
  readonly actions?: ReactNode
  /** Pictures, files and links of the conversation. */
  readonly media?: ReactNode
  /** Actions on one of its people, at the end of that person's row. */
  readonly personAction?: ((person: Participant) => ReactNode) | undefined
  readonly error?: PortalError | null
  readonly onRetry?: () => void
}

const roles = {
  operator: 'chatDetails.roleOperator',
  joined: 'chatDetails.roleJoined',
  client: 'chatDetails.roleClient',
  bot: 'chatDetails.roleBot',
  earlier: 'chatDetails.roleEarlier',
} as const

/** The pane with everything known about a chat besides its messages. */
export const ChatDetails = ({
  chat,
  people,
  me,
  item,
  onClose,
  actions,
  media,
  personAction,
  error = null,
  onRetry,
}: ChatDetailsProps) => {
  const { t } = useI18n()
  const pane = useRef<HTMLElement>(null)
  usePane(pane)

  const body = (): ReactNode => {
    if (chat.dialog)
      return (
        <Ready
          chat={chat}
          dialog={chat.dialog}
          people={people}
          me={me}
          item={item}
          actions={actions}
          media={media}
          personAction={personAction}
        />
      )
    if (chat.detailsRefused)
      return (
        <EmptyState kind="forbidden" title={t('chatDetails.forbiddenTitle')} text={t('chatDetails.forbiddenText')} />
      )
    if (error === null) return <DetailsSkeleton label={t('chatDetails.loading')} />
    return (
      <EmptyState
        kind="failed"
        title={t('chatDetails.failedTitle')}
        text={t('chatDetails.failedText')}
        code={error.code}
        actions={
          <Button variant="primary" onClick={onRetry}>
            {t('common.tryAgain')}
          </Button>
        }
      />
    )
  }

  return (
    <aside
      ref={pane}
      aria-label={t('chatDetails.title')}
      className="flex h-full min-h-0 min-w-0 flex-col border-s border-line bg-surface-2 @max-[480px]/panel:border-0"
    >
      <div className="flex min-h-15 flex-none items-center gap-2 border-b border-line bg-surface ps-4 pe-2.5">
        <h2 className="flex-1 text-lg font-semibold">{t('chatDetails.title')}</h2>
        <IconButton label={t('chatDetails.close')} onClick={onClose}>
          <X />
        </IconButton>
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto scrollbar-thin">{body()}</div>
    </aside>
  )
}

const Ready = ({
  chat,
  dialog,
  people,
  me,
  item,
  actions,
  media,
  personAction,
}: Pick<ChatDetailsProps, 'chat' | 'people' | 'me' | 'item' | 'actions' | 'media' | 'personAction'> & {
  dialog: Dialog
}) => {
  const { t, format } = useI18n()
  const now = usePortalNow()
  const limits = useSetting('waitLimits')
  const everybody = participants(chat, people)
  const operator = everybody.find(({ role }) => role === 'operator')
  const window = replyWindow(dialog, now)
  const when = (at: number | null) => (at === null ? null : format.dateTime(at))
  const started = dialog.sessionStartedAt
  const notes = [
    dialog.pinned && t('chatDetails.pinned'),
    dialog.silent && t('chatDetails.silent'),
    dialog.closing && t('chatDetails.closing'),
    chat.muted && t('chatDetails.muted'),
  ].filter((note) => note !== false)
  const operatorWords = () => {
    const mine = dialog.ownerId === me.id
    if (chat.state === 'assigned') return t(mine ? 'chatDetails.assignedYou' : 'chatDetails.assigned')
    return t(mine ? 'chatDetails.operatorYou' : 'chatDetails.operator')
  }
  const numbers = [
    ['chatDetails.messages', dialog.messageCount],
    ['chatDetails.participants', dialog.participantCount],
    ['chatDetails.unread', dialog.counter],
  ] as const

  return (
    <div className="grid grid-cols-1 content-start gap-2 p-2">
      <div className="flex items-center gap-3 rounded-md bg-surface px-3.5 py-3 shadow-area">
        <Avatar
          name={chat.client}
          avatarUrl={dialog.avatarUrl}
          color={dialog.color}
          className="size-10.5 text-lg"
          badge={<ChannelBadge connector={chat.channel.connector} title={chat.channel.title} />}
        />
        <span className="min-w-0">
          <span dir="auto" className="block w-fit font-semibold wrap-anywhere">
            {chat.client}
          </span>
          <span dir="auto" className="block w-fit text-sm text-fg-3 wrap-anywhere">
            {dialog.name === '' ? chat.channel.title : dialog.name}
          </span>
        </span>
      </div>

      <DetailsSection
        title={t('chatDetails.status')}
        aside={<ChatStatus chat={chat} now={now} level={waitLevel(chat.waitingSince, now, limits)} />}
      >
        {operator ? (
          <Line person={operator} name={operator.name} size="size-7 text-[0.625rem]" below={operatorWords()} />
        ) : (
          <p className="text-sm text-fg-3">
            {t(chat.state === 'queue' ? 'chatDetails.noOperatorYet' : 'chatDetails.noOperator')}
          </p>
        )}
        {actions}
      </DetailsSection>

      <DetailsSection
        title={
          dialog.sessionId === null ? t('chatDetails.noSession') : t('chatDetails.session', { id: dialog.sessionId })
        }
      >
        <DefinitionList
          facts={[
            [t('chatDetails.opened'), when(started), started === null ? undefined : format.full(started)],
            [
              t('chatDetails.age'),
              started === null || dialog.sessionId === null ? null : format.span(Math.max(0, now - started)),
            ],
            [t('chatDetails.channel'), chat.channel.title],
            [t('chatDetails.line'), chat.lineName],
            [t('chatDetails.lastActive'), when(chat.activeAt)],
            [t('chatDetails.created'), when(dialog.createdAt)],
          ]}
        />
        {notes.length > 0 && (
          <ul className="mt-2.5 grid gap-1">
            {notes.map((note) => (
              <li key={note} className="rounded-xs bg-neutral-bg px-2 py-1 text-xs text-neutral-fg">
                {note}
              </li>
            ))}
          </ul>
        )}
      </DetailsSection>

      {window && (
        <DetailsSection title={t('chatDetails.replyWindow')}>
          <p dir="auto" className="w-fit text-sm">
            {window.kind === 'open'
              ? t('chatDetails.windowOpen', { when: format.dateTime(window.until) })
              : t('chatDetails.windowClosed', { when: format.dateTime(window.since) })}
          </p>
          <p dir="auto" className="w-fit text-xs text-fg-3">
            {window.kind === 'open'
              ? t('chatDetails.windowLeft', { span: format.span(window.left) })
              : t('chatDetails.windowClosedText')}
          </p>
        </DetailsSection>
      )}

      <DetailsSection title={t('chatDetails.crm')}>
        <CrmLinks items={dialog.bindings} here={item} />
      </DetailsSection>

      <DetailsSection
        title={t('chatDetails.people')}
        aside={<span className="tabular-nums">{format.number(everybody.length)}</span>}
      >
        <ul>
          {everybody.map((person) => (
            <li key={person.id} className="py-1">
              <Line
                person={person}
                name={person.id === me.id ? t('chatDetails.you', { name: person.name }) : person.name}
                size="size-7 text-[0.625rem]"
                end={t(roles[person.role])}
                action={person.role === 'joined' ? personAction?.(person) : undefined}
              />
            </li>
          ))}
        </ul>
      </DetailsSection>

      {media && <DetailsSection title={t('sharedMedia.title')}>{media}</DetailsSection>}

      <Suspense>
        <Statistics chatId={chat.id} me={me.id} />
      </Suspense>

      <DetailsSection title={t('chatDetails.numbers')}>
        <dl className="grid grid-cols-3 gap-2">
          {numbers.map(([phrase, count]) => (
            <div key={phrase} className="flex flex-col-reverse justify-end">
              <dt className="text-2xs text-fg-3">{t(phrase, { count })}</dt>
              <dd className="text-lg font-semibold tabular-nums">{format.number(count)}</dd>
            </div>
          ))}
        </dl>
      </DetailsSection>
    </div>
  )
}

const Line = ({
  person,
  name,
  size,
  below,
  end,
  action,
}: {
  person: Participant
  name: string
  size: string
  below?: string
  end?: string
  action?: ReactNode
}) => (
  <span className="flex min-w-0 items-center gap-2.5">
    <Avatar name={person.name} avatarUrl={person.avatarUrl} color={person.color} className={size} />
    <span className="min-w-0 flex-1">
      <span dir="auto" className="block w-fit max-w-full truncate">
        {name}
      </span>
      {below !== undefined && <span className="block text-sm text-fg-3">{below}</span>}
    </span>
    {end !== undefined && <span className="text-sm text-fg-3">{end}</span>}
    {action}
  </span>
)
