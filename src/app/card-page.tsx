import { MessageSquare } from 'lucide-react'
import { Suspense, useCallback, useMemo, useRef, useState } from 'react'
import { ComposerStateProvider } from '@/composer-state/use-composer-state'
import type { People } from '@/domain/person'
import { ChatList } from '@/features/chat-list/chat-list'
import { ComposerPlaceholder, DeferredPartsFailed } from '@/features/composer/composer-placeholder'
import { Conversation } from '@/features/conversation/conversation'
import { SkipLink } from '@/features/shortcuts/skip-link'
import { PanelShortcuts } from '@/features/shortcuts/use-shortcuts'
import { useT } from '@/i18n/i18n'
import { type CardView, useCard } from '@/queries/card'
import { type PortalError, useOpenedCard } from '@/queries/card-context'
import { localSettings } from '@/settings/local-settings'
import { EmptyState } from '@/ui/empty-state'
import { PaneBoundary } from '@/ui/error-boundary'
import { later } from '@/ui/later'
import { usePaneCount } from './panel-layout'
import { useDeferredParts, useCardRuntime } from './use-card-runtime'
import { useSelectedChat } from './use-selected-chat'

/** The place of the conversation while there is none. */
export const NothingChosen = ({ card }: { card: CardView }) => {
  const t = useT()
  return (
    <div className="bg-conversation min-h-0 flex-1">
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

const AccessProblemPage = later(async () => (await import('@/features/start/access-problem-page')).AccessProblemPage)

const PANEL_CLASSES = '@container/panel flex h-dvh min-h-140 flex-col overflow-hidden bg-surface text-md text-fg'

/**
 * The three panes of a card and which chat is in them. What is imported here is there at once, to read; what an operator works
 * with comes a moment later (working.ts), into places that are kept for it.
 */
export const CardPage = () => {
  const { item } = useOpenedCard()
  const whole = useCard()
  const deferred = useDeferredParts(whole.status !== 'loading' || whole.me !== null)
  const [related, setRelated] = useState(localSettings.relatedShown)
  const card = useMemo(
    () =>
      related && deferred.status !== 'failed'
        ? whole
        : {
            ...whole,
            // Hidden ones are not waited for, nor those that nothing asks for.
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
  const { selected, chosen, open, back } = useSelectedChat(card, width === 'one', runtime)
  const [order, setOrder] = useState(localSettings.listOrder)
  const listed = useMemo(
    () => (parts && order !== 'attention' ? { ...card, chats: parts.sortChats(card.chats, order) } : card),
    [parts, order, card],
  )
  const chat = whole.chats.find((one) => one.id === selected) ?? null

  const [detailsBeside, setDetailsBeside] = useState(localSettings.detailsOpen)
  const [detailsOver, setDetailsOver] = useState(false)
  const beside = width === 'three'
  const detailsOpen = beside ? detailsBeside : detailsOver
  const toggleDetails = useCallback(() => {
    if (!beside) return setDetailsOver((open) => !open)
    localSettings.rememberDetails(!detailsBeside)
    setDetailsBeside(!detailsBeside)
  }, [beside, detailsBeside])
  const [people, setPeople] = useState<People | null>(null)

  const escape = () => {
    // Details over the conversation are a dialog: the browser closes it.
    if (!beside && detailsOver) return
    if (width === 'one' && selected !== null) back()
  }

  const details = chat && card.me && detailsOpen && (
    <PaneBoundary key={selected}>
      {parts && (
        <parts.ChatDetails
          chat={chat}
          people={people}
          me={card.me}
          item={item}
          onClose={toggleDetails}
          error={card.error}
          onRetry={card.retry}
        />
      )}
    </PaneBoundary>
  )
  // What keeps the caller out from the start, or takes the record from him: nothing of its chats may be on screen.
  const lost = health?.kind === 'forbidden' ? health : null
  const refusal = card.status === 'failed' ? card.error : lost
  if (refusal?.kind === 'forbidden' || refusal?.kind === 'app')
    return (
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
    )

  // One pane: the list waits below the conversation, with its scroll position, filter and search.
  const covered = width === 'one' && chat !== null

  return (
    <div ref={panel} className={PANEL_CLASSES}>
      <SkipLink />
      <PanelShortcuts panel={panel} chats={listed.chats} selected={selected} open={open} escape={escape} />
      {parts && (
        <>
          {card.me && (
            <parts.PanelCommands
              panel={panel}
              chats={listed.chats}
              chat={chat}
              me={card.me.id}
              open={open}
              toggleDetails={toggleDetails}
            />
          )}
          <parts.ConnectionBanner
            error={health ?? (card.status === 'ready' ? card.error : null)}
            onRetry={() => runtime?.poller.pollNow()}
          />
        </>
      )}
      <div className="relative flex min-h-0 flex-1">
        <div
          className={`flex min-h-0 w-full flex-none flex-col @min-[480px]/panel:w-56 @min-[900px]/panel:w-72 @min-[1080px]/panel:w-80 ${covered ? 'invisible absolute inset-0' : ''}`}
        >
          <PaneBoundary>
            <ChatList
              card={listed}
              selectedId={selected}
              onOpen={open}
              RelatedLabel={parts?.RelatedLabel}
              filtering={parts?.filterComponents}
              actions={
                parts && (
                  <>
                    <parts.ListSettings
                      order={order}
                      onOrder={(wanted) => {
                        localSettings.rememberListOrder(wanted)
                        setOrder(wanted)
                      }}
                    />
                    <parts.RelatedToggle
                      related={card.related}
                      shown={related}
                      onShow={(shown) => {
                        localSettings.rememberRelated(shown)
                        setRelated(shown)
                        runtime?.relations.show(shown)
                      }}
                    />
                    <parts.ThemeToggle />
                  </>
                )
              }
            />
          </PaneBoundary>
          {parts && runtime && card.me && <parts.TeamChat me={card.me} composerState={runtime.composerState} />}
        </div>
        {(width !== 'one' || covered) && (
          <div className="flex min-h-0 min-w-0 flex-1 flex-col">
            {parts && selected !== null && <parts.NewMessageAnnouncer key={`news${selected}`} chatId={selected} />}
            <PaneBoundary key={selected}>
              {chat && card.me ? (
                <ComposerStateProvider composerState={runtime?.composerState ?? null}>
                  <Conversation
                    chat={chat}
                    me={card.me}
                    onBack={back}
                    onToggleDetails={toggleDetails}
                    detailsOpen={detailsOpen}
                    onPeople={setPeople}
                    relatedLabel={parts && chat.linkedThrough && <parts.RelatedLabel via={chat.linkedThrough} />}
                    banner={
                      parts && (
                        <>
                          <parts.MessageSearchOpener key={`find${selected}`} chat={chat} />
                          <parts.ReplyCountdown chat={chat} />
                          {runtime && <parts.CardMessageActions key={selected} chat={chat} me={card.me.id} />}
                        </>
                      )
                    }
                    presence={
                      parts && (
                        <>
                          <parts.Presence chat={chat} />
                          <parts.WaitTools chat={chat} />
                        </>
                      )
                    }
                    actions={parts && <parts.ActionDesk chat={chat} me={card.me.id} item={item} />}
                    composer={
                      parts && runtime ? (
                        <parts.Composer chat={chat} me={card.me} autoFocus={chosen} onTyping={runtime.poller.typing} />
                      ) : (
                        <ComposerPlaceholder chat={chat} autoFocus={chosen}>
                          {deferred.status === 'failed' && <DeferredPartsFailed onRetry={deferred.retry} />}
                        </ComposerPlaceholder>
                      )
                    }
                  />
                </ComposerStateProvider>
              ) : (
                <NothingChosen card={card} />
              )}
            </PaneBoundary>
          </div>
        )}
        {details && beside && (
          <div className="flex min-h-0 w-70 flex-none flex-col border-s border-line bg-surface-2 @min-[1080px]/panel:w-76">
            {details}
          </div>
        )}
        {details && !beside && parts && (
          <parts.DetailsDrawer onClose={() => setDetailsOver(false)}>{details}</parts.DetailsDrawer>
        )}
      </div>
    </div>
  )
}
