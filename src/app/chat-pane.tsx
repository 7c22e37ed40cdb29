import MessageSquare from 'lucide-react/icons/message-square'
import { ComposerStateProvider } from '@/composer-state/use-composer-state'
import type { Chat } from '@/domain/chat'
import type { Me, People } from '@/domain/person'
import { ComposerPlaceholder, DeferredPartsFailed } from '@/features/composer/composer-placeholder'
import { Conversation } from '@/features/conversation/conversation'
import { ConversationSkeleton } from '@/features/conversation/conversation-skeleton'
import { useT } from '@/i18n/i18n'
import type { CardView } from '@/queries/card'
import { useOpenedCard } from '@/queries/card-context'
import { EmptyState } from '@/ui/empty-state'
import type { CardRuntime } from './card-runtime'
import { deferredPart } from './deferred-slot'
import type { DeferredState } from './use-card-runtime'

const CardMessageActions = deferredPart('CardMessageActions')
const ChatActions = deferredPart('CardChatActions')
const Composer = deferredPart('Composer')
const MessageSearchOpener = deferredPart('MessageSearchOpener')
const Presence = deferredPart('Presence')
const RelatedLabel = deferredPart('RelatedLabel')
const ReplyCountdown = deferredPart('ReplyCountdown')
const WaitTools = deferredPart('WaitTools')

/** Shown instead of a conversation while no chat is open. */
export const NoChatOpen = ({ card }: { card: CardView }) => {
  const t = useT()
  return (
    <div className="sk-chat bg-conversation">
      {card.status === 'loading' && <ConversationSkeleton />}
      {card.status === 'ready' && card.chats.length > 0 && (
        <EmptyState
          kind="empty"
          icon={<MessageSquare strokeWidth={1.5} />}
          title={t('card.chooseTitle')}
          text={t('card.chooseText')}
        />
      )}
    </div>
  )
}

/** What the pane of the open chat needs; `runtime` null = not started yet, `chosen` as in use-selected-chat.ts. */
export interface ChatPaneProps {
  readonly chat: Chat
  readonly me: Me
  readonly deferred: DeferredState
  readonly runtime: CardRuntime | null
  readonly chosen: boolean
  readonly detailsOpen: boolean
  readonly onBack: () => void
  readonly onToggleDetails: () => void
  readonly onPeople: (people: People) => void
}

/** The open chat with its composer, actions and tools in the slots of the conversation. */
export const ChatPane = ({ chat, me, deferred, runtime, chosen, ...conversation }: ChatPaneProps) => {
  const { item } = useOpenedCard()
  const placeholder = (
    <ComposerPlaceholder chat={chat} autoFocus={chosen}>
      {deferred.status === 'failed' && <DeferredPartsFailed onRetry={deferred.retry} />}
    </ComposerPlaceholder>
  )
  return (
    <ComposerStateProvider composerState={runtime?.composerState ?? null}>
      <Conversation
        {...conversation}
        chat={chat}
        me={me}
        chosen={chosen}
        relatedLabel={chat.linkedThrough && <RelatedLabel via={chat.linkedThrough} />}
        banner={
          <>
            <MessageSearchOpener key={`find${chat.id}`} chat={chat} />
            <ReplyCountdown chat={chat} />
            {runtime && <CardMessageActions key={chat.id} chat={chat} me={me.id} />}
          </>
        }
        presence={
          <>
            <Presence chat={chat} />
            <WaitTools chat={chat} />
          </>
        }
        actions={<ChatActions chat={chat} me={me.id} item={item} />}
        composer={
          runtime ? (
            <Composer chat={chat} me={me} autoFocus={chosen} onTyping={runtime.poller.typing} fallback={placeholder} />
          ) : (
            placeholder
          )
        }
      />
    </ComposerStateProvider>
  )
}
