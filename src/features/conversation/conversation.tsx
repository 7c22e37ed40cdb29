import { type ReactNode, Suspense, useEffect, useMemo, useRef } from 'react'
import { useOutgoingMessages } from '@/composer-state/use-composer-state'
import type { Chat } from '@/domain/chat'
import type { Me, People } from '@/domain/person'
import { type PhraseKey, useT } from '@/i18n/i18n'
import { DropAreaContext } from '@/lib/drop-area'
import { lazyWithRetry } from '@/lib/lazy-with-retry'
import { useFocusTarget, usePane } from '@/lib/focus-targets'
import type { PortalError } from '@/queries/card-context'
import { useConversation } from '@/queries/messages'
import { useTeamChatId } from '@/queries/team-notes'
import { Button } from '@/ui/button'
import { EmptyState } from '@/ui/empty-state'
import { ConversationHeader } from './conversation-header'
import { MessagesSkeleton } from './conversation-skeleton'
import { MessageList } from './message-list/message-list'

const NoAccess = lazyWithRetry(async () => (await import('./no-access')).NoAccess)

const failedTexts: Readonly<Partial<Record<PortalError['kind'], PhraseKey>>> = {
  limit: 'conversation.failedLimit',
  'sign-in': 'conversation.failedSignIn',
  refused: 'conversation.failedRefused',
}

/** The conversation pane of one chat. */
export interface ConversationProps {
  readonly chat: Chat
  readonly me: Me
  /** Back to the list where only one pane fits. */
  readonly onBack: () => void
  /** The operator chose the chat; else it follows the page's own skeleton. */
  readonly chosen: boolean
  readonly onToggleDetails: () => void
  readonly detailsOpen: boolean
  readonly composer: ReactNode
  /** Colleagues who have the chat open, beside the client's name. */
  readonly presence: ReactNode
  readonly actions: ReactNode
  /** Label of the relation through which the chat is listed. */
  readonly relatedLabel: ReactNode
  /** A notice about the connection, above the messages. */
  readonly banner?: ReactNode
  /** Called with the authors of the messages whenever they change. */
  readonly onPeople: (people: People) => void
}

// One component instance per chat: scroll position, tab stop and row keys belong to it.
const Messages = ({ chat, me, chosen, onPeople }: Pick<ConversationProps, 'chat' | 'me' | 'chosen' | 'onPeople'>) => {
  const t = useT()
  const view = useConversation(chat)
  const replies = useOutgoingMessages(chat.id)
  const notes = useOutgoingMessages(useTeamChatId())
  const outgoing = useMemo(() => (notes.length > 0 ? [...replies, ...notes] : replies), [replies, notes])
  const { status, window, error, retry } = view
  const people = window?.people
  useEffect(() => {
    if (people) onPeople(people)
  }, [people, onPeople])

  const skeleton = <MessagesSkeleton label={t('conversation.loading')} late={chosen} />
  if (status === 'loading') return skeleton
  if (status === 'forbidden' || (status === 'failed' && error?.kind === 'app'))
    return (
      <Suspense fallback={skeleton}>
        <NoAccess chat={chat} error={error} onRetry={retry} />
      </Suspense>
    )
  if (status === 'failed')
    return (
      <EmptyState
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
  if (window?.messages.length === 0 && outgoing.length === 0)
    return <EmptyState kind="empty" title={t('conversation.emptyTitle')} text={t('conversation.emptyText')} />
  return <MessageList chat={chat} me={me.id} view={view} outgoing={outgoing} />
}

/** One open chat: header, messages, composer. */
export const Conversation = ({
  chat,
  me,
  chosen,
  onBack,
  onToggleDetails,
  detailsOpen,
  composer,
  presence,
  actions,
  relatedLabel,
  banner,
  onPeople,
}: ConversationProps) => {
  const pane = useRef<HTMLElement>(null)
  usePane(pane)
  useFocusTarget('conversation', pane)
  return (
    <section
      ref={pane}
      aria-label={chat.client}
      className="bg-conversation relative flex h-full min-h-0 min-w-0 flex-col"
    >
      <ConversationHeader
        chat={chat}
        onBack={onBack}
        onToggleDetails={onToggleDetails}
        detailsOpen={detailsOpen}
        presence={presence}
        actions={actions}
        relatedLabel={relatedLabel}
      />
      {banner}
      <div className="flex min-h-0 flex-1 flex-col">
        <Messages key={chat.id} chat={chat} me={me} chosen={chosen} onPeople={onPeople} />
      </div>
      <DropAreaContext value={pane}>{composer}</DropAreaContext>
    </section>
  )
}
