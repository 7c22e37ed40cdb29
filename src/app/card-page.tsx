import { lazy, Suspense, useCallback, useRef, useState } from 'react'
import type { People } from '@/domain/person'
import { ChatList } from '@/features/chat-list/chat-list'
import { Composer } from '@/features/composer/composer'
import { Conversation } from '@/features/conversation/conversation'
import { OutboxProvider } from '@/outbox/use-outbox'
import { useCard } from '@/queries/card'
import { useOpenedCard, type PortalError } from '@/queries/portal-context'
import { ConnectionBanner } from './connection-banner'
import { DetailsPlace } from './details-place'
import { memory } from './memory'
import { NothingChosen } from './nothing-chosen'
import { PaneBoundary } from './pane-boundary'
import { usePanelWidth } from './panel-width'
import { SkipLink } from './skip-link'
import { ThemeSwitch } from './theme-switch'
import { usePanelKeys } from './use-panel-keys'
import { useSelectedChat } from './use-selected-chat'
import { useWorks } from './use-works'

const ChatDetails = lazy(async () => ({ default: (await import('@/features/chat-details/chat-details')).ChatDetails }))

/** The three panes of a card and which chat is in them. */
export const CardPage = () => {
  const { item } = useOpenedCard()
  const card = useCard()
  const [health, setHealth] = useState<PortalError | null>(null)
  const works = useWorks(card.me, setHealth)
  const panel = useRef<HTMLDivElement>(null)
  const width = usePanelWidth(panel)
  const { selected, chosen, open, back } = useSelectedChat(card, width === 'one', works)
  const chat = card.chats.find((one) => one.id === selected) ?? null

  const [detailsBeside, setDetailsBeside] = useState(memory.detailsOpen)
  const [detailsOver, setDetailsOver] = useState(false)
  const beside = width === 'three'
  const detailsOpen = beside ? detailsBeside : detailsOver
  const toggleDetails = useCallback(() => {
    if (!beside) return setDetailsOver((open) => !open)
    memory.rememberDetails(!detailsBeside)
    setDetailsBeside(!detailsBeside)
  }, [beside, detailsBeside])
  const [people, setPeople] = useState<People | null>(null)

  usePanelKeys(panel, {
    chats: card.chats,
    selected,
    open,
    escape: () => {
      if (!beside && detailsOver) setDetailsOver(false)
      else if (width === 'one' && selected !== null) back()
    },
  })

  return (
    <div
      ref={panel}
      className="@container/panel flex h-dvh min-h-140 flex-col overflow-hidden bg-surface text-md text-fg"
    >
      <SkipLink />
      <ConnectionBanner
        error={health ?? (card.status === 'ready' ? card.error : null)}
        onRetry={() => works?.poller.lookNow()}
      />
      <div className="relative flex min-h-0 flex-1">
        {(width !== 'one' || chat === null) && (
          <div className="flex min-h-0 w-full flex-none flex-col @min-[480px]/panel:w-56 @min-[900px]/panel:w-72 @min-[1080px]/panel:w-80">
            <PaneBoundary>
              <ChatList card={card} selectedId={selected} onOpen={open} actions={<ThemeSwitch />} />
            </PaneBoundary>
          </div>
        )}
        {(width !== 'one' || chat !== null) && (
          <div className="flex min-h-0 min-w-0 flex-1 flex-col">
            <PaneBoundary key={selected}>
              {chat && card.me && works ? (
                <OutboxProvider shelf={works.shelf}>
                  <Conversation
                    chat={chat}
                    me={card.me}
                    onBack={back}
                    onToggleDetails={toggleDetails}
                    detailsOpen={detailsOpen}
                    onPeople={setPeople}
                    composer={<Composer chat={chat} me={card.me} autoFocus={chosen} />}
                  />
                </OutboxProvider>
              ) : (
                <NothingChosen card={card} />
              )}
            </PaneBoundary>
          </div>
        )}
        {chat && card.me && detailsOpen && (
          <DetailsPlace over={!beside} onClose={toggleDetails}>
            <PaneBoundary key={selected}>
              <Suspense>
                <ChatDetails chat={chat} people={people} me={card.me} item={item} onClose={toggleDetails} />
              </Suspense>
            </PaneBoundary>
          </DetailsPlace>
        )}
      </div>
    </div>
  )
}
