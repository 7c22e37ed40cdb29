import type { Chat } from '@/domain/chat'
import type { ChatId } from '@/domain/ids'
import { ChatList } from '@/features/chat-list/chat-list'
import type { CardView } from '@/queries/card'
import { setSetting } from '@/settings/setting-store'
import { useSetting } from '@/settings/use-setting'
import { PaneBoundary } from '@/ui/error-boundary'
import { deferredPart } from './deferred-slot'
import type { CardRuntime } from './card-runtime'
import type { DeferredParts } from './deferred-parts'

const ListSettings = deferredPart('ListSettings')
const RelatedLabel = deferredPart('RelatedLabel')
const RelatedToggle = deferredPart('RelatedToggle')
const TeamChat = deferredPart('TeamChat')
const ThemeToggle = deferredPart('ThemeToggle')

/** What the pane of the list needs. `card` has its chats in the order of the list. */
export interface ListPaneProps {
  readonly card: CardView
  readonly parts: DeferredParts | null
  readonly runtime: CardRuntime | null
  readonly selectedId: ChatId | null
  readonly urgent: Chat | null
  readonly onOpen: (id: ChatId) => void
}

/** The chats with the list's settings, and the team chat below them. */
export const ListPane = ({ card, parts, runtime, selectedId, urgent, onOpen }: ListPaneProps) => {
  const relatedChats = useSetting('relatedChats')
  return (
    <>
      <PaneBoundary>
        <ChatList
          card={card.status === 'ready' && !card.listed ? { ...card, status: 'loading' } : card}
          selectedId={selectedId}
          onOpen={onOpen}
          urgent={urgent}
          RelatedLabel={RelatedLabel}
          filtering={parts?.filterComponents}
          actions={
            <>
              {/* First: it comes later than the others, which must not move. */}
              <RelatedToggle
                related={card.related}
                shown={relatedChats === 'shown'}
                onShow={(shown) => {
                  setSetting('relatedChats', shown ? 'shown' : 'hidden')
                  runtime?.relations.show(shown)
                }}
              />
              <ListSettings />
              <ThemeToggle />
            </>
          }
        />
      </PaneBoundary>
      {runtime && card.me ? (
        <TeamChat me={card.me} composerState={runtime.composerState} />
      ) : (
        // Its place: rows that are about to be pressed must not move. Without rows it would, when the portal makes the frame higher.
        card.status !== 'loading' && <div className="min-h-14 flex-none border-e border-t border-line bg-warning-bg" />
      )}
    </>
  )
}
