import type { ChatId } from '@/domain/ids'
import { ChatList } from '@/features/chat-list/chat-list'
import type { CardView } from '@/queries/card'
import { localSettings } from '@/settings/local-settings'
import { PaneBoundary } from '@/ui/error-boundary'
import { deferredPart } from './deferred-part'
import type { CardRuntime } from './card-runtime'
import type { DeferredParts } from './deferred-parts'

const ListSettings = deferredPart('ListSettings')
const RelatedLabel = deferredPart('RelatedLabel')
const RelatedToggle = deferredPart('RelatedToggle')
const TeamChat = deferredPart('TeamChat')
const ThemeToggle = deferredPart('ThemeToggle')

type Order = ReturnType<typeof localSettings.listOrder>

/** What the pane of the list needs. `card` has its chats in `order`; `relatedShown`: chats of related records are listed. */
export interface ListPaneProps {
  readonly card: CardView
  readonly parts: DeferredParts | null
  readonly runtime: CardRuntime | null
  readonly selectedId: ChatId | null
  readonly onOpen: (id: ChatId) => void
  readonly order: Order
  readonly onOrder: (order: Order) => void
  readonly relatedShown: boolean
  readonly onRelated: (shown: boolean) => void
}

/** The chats with the list's settings, and the team chat below them. */
export const ListPane = (props: ListPaneProps) => {
  const { card, parts, runtime, selectedId, onOpen, order, onOrder, relatedShown, onRelated } = props
  return (
    <>
      <PaneBoundary>
        <ChatList
          card={card}
          selectedId={selectedId}
          onOpen={onOpen}
          RelatedLabel={RelatedLabel}
          filtering={parts?.filterComponents}
          actions={
            <>
              <ListSettings
                order={order}
                onOrder={(wanted) => {
                  localSettings.rememberListOrder(wanted)
                  onOrder(wanted)
                }}
              />
              <RelatedToggle
                related={card.related}
                shown={relatedShown}
                onShow={(shown) => {
                  localSettings.rememberRelated(shown)
                  onRelated(shown)
                  runtime?.relations.show(shown)
                }}
              />
              <ThemeToggle />
            </>
          }
        />
      </PaneBoundary>
      {runtime && card.me && <TeamChat me={card.me} composerState={runtime.composerState} />}
    </>
  )
}
