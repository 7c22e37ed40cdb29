import { useEffect, type ReactNode } from 'react'
import type { Chat } from '@/domain/chat'
import type { Me, People } from '@/domain/person'
import { useT, type PhraseKey } from '@/i18n/i18n'
import { useOutgoing } from '@/outbox/use-outbox'
import { useConversation } from '@/queries/messages'
import type { PortalError } from '@/queries/portal-context'
import { Button } from '@/ui/button'
import { PaneState } from '@/ui/pane-state'
import { ConversationHeader } from './conversation-header'
import { ConversationSkeleton } from './conversation-skeleton'
import { MessageList } from './message-list'
import { NewsAnnouncer } from './news-announcer'

const failedTexts: Readonly<Partial<Record<PortalError['kind'], PhraseKey>>> = {
  limit: 'conversation.failedLimit',
  'sign-in': 'conversation.failedSignIn',
  app: 'conversation.failedApp',
  refused: 'conversation.failedRefused',
}

/** The conversation pane of one chat. */
export interface ConversationProps {
  readonly chat: Chat
  readonly me: Me
  /** Back to the list where only one pane fits. */
  readonly onBack: () => void
  readonly onToggleDetails: () => void
  readonly detailsOpen: boolean
  readonly composer: ReactNode
  /** Something about the connection, above the messages. */
  readonly banner?: ReactNode
  /** Told who writes here, whenever that is known anew. */
  readonly onPeople: (people: People) => void
}

// One life per chat: scroll position, tab stop and row keys belong to it.
const Messages = ({ chat, me, onPeople }: Pick<ConversationProps, 'chat' | 'me' | 'onPeople'>) => {
  const t = useT()
  const view = useConversation(chat)
  const outgoing = useOutgoing(chat.id)
  const { status, window, error, retry } = view
  const people = window?.people
  useEffect(() => {
    if (people) onPeople(people)
  }, [people, onPeople])

  if (status === 'loading') return <ConversationSkeleton label={t('conversation.loading')} />
  if (status === 'forbidden')
    return (
      <PaneState
        kind="forbidden"
        title={t('conversation.forbiddenTitle')}
        text={
          chat.lineName === null
            ? t('conversation.forbiddenText')
            : t('conversation.forbiddenTextLine', { line: chat.lineName })
        }
        code={error?.code}
      />
    )
  if (status === 'failed')
    return (
      <PaneState
        kind="failed"
        title={t('conversation.failedTitle')}
        text={t(failedTexts[error?.kind ?? 'network'] ?? 'conversation.failedText')}
        actions={
          <Button variant="primary" onClick={retry}>
            {t('common.tryAgain')}
          </Button>
        }
        code={error?.code}
      />
    )
  return (
    <>
      {window?.messages.length === 0 && outgoing.length === 0 ? (
        <PaneState kind="empty" title={t('conversation.emptyTitle')} text={t('conversation.emptyText')} />
      ) : (
        <MessageList chat={chat} me={me.id} view={view} outgoing={outgoing} />
      )}
      <NewsAnnouncer window={window} />
    </>
  )
}

/** One open chat: header, messages, composer. */
export const Conversation = ({
  chat,
  me,
  onBack,
  onToggleDetails,
  detailsOpen,
  composer,
  banner,
  onPeople,
}: ConversationProps) => (
  <section aria-label={chat.client} className="bg-conversation relative flex h-full min-h-0 min-w-0 flex-col">
    <ConversationHeader chat={chat} onBack={onBack} onToggleDetails={onToggleDetails} detailsOpen={detailsOpen} />
    {banner}
    <div className="flex min-h-0 flex-1 flex-col">
      <Messages key={chat.id} chat={chat} me={me} onPeople={onPeople} />
    </div>
    {composer}
  </section>
)
