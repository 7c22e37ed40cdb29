import type { QueryClient } from '@tanstack/react-query'
import type { MessageId } from '@/domain/ids'
import type { MessageWindow } from '@/domain/message-window'
import type { Me } from '@/domain/person'
import { makeDrafts } from '@/outbox/drafts'
import { findReply } from '@/outbox/find-reply'
import { makeOutbox } from '@/outbox/outbox'
import type { OutboxShelf } from '@/outbox/use-outbox'
import { keys } from '@/queries/keys'
import type { OpenedCard } from '@/queries/portal-context'
import { startPoller, type Poller, type PollerNews } from '@/realtime/poller'
import { storageOrNull } from './memory'

/** Everything that lives as long as the opened card. */
export interface CardWorks {
  readonly shelf: OutboxShelf
  readonly poller: Poller
}

/** Joins outbox, poller and cache; the only place that knows all three. */
export const startWorks = (card: OpenedCard, client: QueryClient, me: Me, news: PollerNews): CardWorks => {
  const poller = startPoller(card, client, news)
  const claimed = new Set<MessageId>()
  const outbox = makeOutbox({
    send: (chatId, text) => card.portal.sendReply(card.item, chatId, me.id, text),
    find: async (chatId, text, sent) => {
      const { window } = await card.portal.newestMessages(chatId)
      return findReply(window, me.id, text, sent, claimed)
    },
    newest: (chatId) => client.getQueryData<MessageWindow>(keys.messages(chatId))?.messages.at(-1)?.id ?? 0,
    now: Date.now,
    newId: () => crypto.randomUUID(),
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  })
  outbox.onSent((_reply, messageId) => {
    claimed.add(messageId)
    poller.lookNow()
  })
  client.getQueryCache().subscribe(({ type, query }) => {
    const window = query.state.data as MessageWindow | undefined
    if (type !== 'updated' || query.queryKey[0] !== 'messages' || !window) return
    outbox.notice(window.chatId, (text, sent) => findReply(window, me.id, text, sent, claimed))
  })
  const drafts = makeDrafts(`chat-panel:${card.portal.id}:${me.id}`, storageOrNull())
  return { shelf: { outbox, drafts }, poller }
}
