import { Suspense, useEffect, useMemo, useRef, useState } from 'react'
import type { People } from '@/domain/person'
import { SkipLink } from '@/features/shortcuts/skip-link'
import { PanelShortcuts } from '@/features/shortcuts/use-shortcuts'
import { lazyWithRetry } from '@/lib/lazy-with-retry'
import { useCard } from '@/queries/card'
import { type PortalError, useOpenedCard } from '@/queries/card-context'
import { forgetAfterRefusal } from '@/settings/stored-card'
import { useSetting } from '@/settings/use-setting'
import { PaneBoundary } from '@/ui/error-boundary'
import { ChatPane, NoChatOpen } from './chat-pane'
import { deferredPart, DeferredPartsContext } from './deferred-slot'
import { ListPane } from './list-pane'
import { useDetailsPane, usePaneCount } from './panel-layout'
import { useDeferredParts, useCardRuntime } from './use-card-runtime'
import { useSelectedChat } from './use-selected-chat'

const ChatDetails = deferredPart('ChatDetails')
const ConnectionBanner = deferredPart('ConnectionBanner')
const DetailsDrawer = deferredPart('DetailsDrawer')
const NewMessageAnnouncer = deferredPart('NewMessageAnnouncer')
const PanelCommands = deferredPart('PanelCommands')
const AccessProblemPage = lazyWithRetry(
  async () => (await import('@/features/start/access-problem-page')).AccessProblemPage,
)

const PANEL_CLASSES = '@container/panel flex h-dvh min-h-140 flex-col overflow-hidden bg-surface text-md text-fg'

/**
 * The three panes of a card and which chat is in them. What is imported here is part of the first screen, for reading; what an operator
 * works with is loaded later (deferred-parts.ts), into slots that exist from the start.
 */
export const CardPage = () => {
  const { portal, item } = useOpenedCard()
  const whole = useCard()
  const deferred = useDeferredParts(whole.status !== 'loading' || whole.me !== null)
  const related = useSetting('relatedChats') === 'shown'
  const card = useMemo(
    () =>
      related && deferred.status !== 'failed'
        ? whole
        : {
            ...whole,
            // Related chats are not waited for while they are hidden.
            status: whole.me ? 'ready' : whole.status,
            chats: whole.chats.filter(({ linkedThrough }) => !linkedThrough),
          },
    [whole, related, deferred.status],
  )
  const [health, setHealth] = useState<PortalError | null>(null)
  const runtime = useCardRuntime(deferred, card.me, setHealth)
  const parts = deferred.status === 'here' ? deferred.parts : null
  const panel = useRef<HTMLDivElement>(null)
  const width = usePaneCount(panel)
  const { selected, chosen, urgent, open, back } = useSelectedChat(card, width === 'one', runtime)
  const order = useSetting('listOrder')
  const listed = useMemo(
    () => (parts && order !== 'attention' ? { ...card, chats: parts.sortChats(card.chats, order) } : card),
    [parts, order, card],
  )
  const chat = whole.chats.find((one) => one.id === selected) ?? null

  const beside = width === 'three'
  const details = useDetailsPane(beside)
  const [people, setPeople] = useState<People | null>(null)

  const escape = () => {
    // Details over the conversation are a dialog: the browser closes it.
    if (!beside && details.open) return
    if (width === 'one' && selected !== null) back()
  }

  const detailsPane = chat && card.me && details.open && (
    <PaneBoundary key={selected}>
      <ChatDetails
        chat={chat}
        people={people}
        me={card.me}
        item={item}
        onClose={details.toggle}
        error={card.error}
        onRetry={card.retry}
      />
    </PaneBoundary>
  )
  useEffect(() => {
    if (card.error) forgetAfterRefusal(portal.id, item, card.error)
  }, [card.error, portal, item])
  // Access refused, from the start or later: no chat of the record may be on screen.
  const lost = health?.kind === 'forbidden' ? health : null
  const refusal = card.status === 'failed' ? card.error : lost
  if (refusal?.kind === 'forbidden' || refusal?.kind === 'app')
    // The same root element as below: its width is observed.
    return (
      <DeferredPartsContext value={parts}>
        <div ref={panel} className={PANEL_CLASSES}>
          <PaneBoundary>
            <Suspense>
              <AccessProblemPage
                error={refusal}
                lost={card.status === 'ready'}
                onRetry={() => (lost && runtime ? runtime.poller.pollNow() : card.retry())}
              />
            </Suspense>
          </PaneBoundary>
        </div>
      </DeferredPartsContext>
    )

  // One pane: the list waits below the conversation, with its scroll position, filter and search.
  const covered = width === 'one' && chat !== null

  return (
    <DeferredPartsContext value={parts}>
      <div ref={panel} className={PANEL_CLASSES}>
        <SkipLink />
        <PanelShortcuts chats={listed.chats} selected={selected} open={open} escape={escape} />
        {card.me && (
          <PanelCommands chats={listed.chats} chat={chat} me={card.me.id} open={open} toggleDetails={details.toggle} />
        )}
        <ConnectionBanner
          error={health ?? (card.status === 'ready' ? card.error : null)}
          onRetry={() => runtime?.poller.pollNow()}
        />
        <div className="relative flex min-h-0 flex-1">
          <div
            className={`flex min-h-0 w-full flex-none flex-col @min-[480px]/panel:w-56 @min-[900px]/panel:w-72 @min-[1080px]/panel:w-80 ${covered ? 'invisible absolute inset-0' : ''}`}
          >
            <ListPane
              card={listed}
              parts={parts}
              runtime={runtime}
              selectedId={selected}
              urgent={urgent}
              onOpen={open}
            />
          </div>
          {(width !== 'one' || covered) && (
            <div className="flex min-h-0 min-w-0 flex-1 flex-col">
              {selected !== null && card.storedAt === null && (
                <NewMessageAnnouncer key={`news${selected}`} chatId={selected} />
              )}
              <PaneBoundary key={selected}>
                {chat && card.me ? (
                  <ChatPane
                    chat={chat}
                    me={card.me}
                    deferred={deferred}
                    runtime={runtime}
                    chosen={chosen}
                    detailsOpen={details.open}
                    onBack={back}
                    onToggleDetails={details.toggle}
                    onPeople={setPeople}
                  />
                ) : (
                  <NoChatOpen card={card} />
                )}
              </PaneBoundary>
            </div>
          )}
          {detailsPane && beside && (
            <div className="flex min-h-0 w-70 flex-none flex-col border-s border-line bg-surface-2 @min-[1080px]/panel:w-76">
              {detailsPane}
            </div>
          )}
          {detailsPane && !beside && <DetailsDrawer onClose={details.closeOver}>{detailsPane}</DetailsDrawer>}
        </div>
      </div>
    </DeferredPartsContext>
  )
}
