import type { QueryClient } from '@tanstack/react-query'
import type { CrmItem } from '../../src/domain/crm'
import type { ChatId } from '../../src/domain/ids'
import { fetchInitialCard } from '../../src/portal/methods/card-start'
import type { StartRequest } from '../../src/portal/portal'
import type { Rest } from '../../src/portal/transport/rest-client'
import { createStartGatherer } from '../../src/portal/transport/start-gatherer'
import { applySnapshot } from '../../src/queries/apply-snapshot'
import type { OpenedCard } from '../../src/queries/card-context'

/** Sends the start of a card in which `chatId` was open last: what an opened card holds besides its portal. */
export const startCard = (rest: Rest, origin: string, item: CrmItem, chatId: ChatId): Omit<OpenedCard, 'portal'> => {
  const request: StartRequest = { remembered: chatId, asHistory: true, related: false, rowsInSight: () => 6 }
  return {
    item,
    request,
    stored: null,
    started: fetchInitialCard(rest, createStartGatherer(rest), origin, item, request),
  }
}

/** Fills the cache with both answers of a start. */
export const applyWholeStart = async (client: QueryClient, { item, started }: Omit<OpenedCard, 'portal'>) => {
  const start = await started
  applySnapshot(client, item, start)
  applySnapshot(client, item, await start.following)
}
