import type { QueryClient } from '@tanstack/react-query'
import { crmItemKey, type ListedChat, type Relation } from '@/domain/crm'
import type { ChatId } from '@/domain/ids'
import { asPortalError } from '@/portal/portal-error'
import type { CardSnapshot } from '@/portal/portal'
import { applySnapshot, isStale } from './apply-snapshot'
import type { CardCache } from './merge-snapshot'
import { queryKeys } from './query-keys'
import type { OpenedCard } from './card-context'

/** Interval of reading relations again: links change seldom, and each read costs some thirty sub-calls. */
const REFRESH_MS = 600_000
/** Delays before retries; the last one repeats. */
const RETRY_DELAYS_MS = [3_000, 10_000, 30_000, 120_000]

const newer = (old: Relation | undefined, received: Relation): Relation => {
  const joined: Relation = {
    item: received.item,
    title: received.title ?? old?.title ?? null,
    access: received.access === 'unknown' ? (old?.access ?? 'unknown') : received.access,
    chats: received.access === 'denied' ? [] : (received.chats ?? old?.chats ?? null),
  }
  return old && JSON.stringify(old) === JSON.stringify(joined) ? old : joined
}

/**
 * Merges a snapshot's relations into the known ones: what it lacks stays, and unchanged objects stay the same objects.
 * A chat of which something newer is shown (`isOld`) keeps its state. `whole`: the snapshot names all relations of the card; otherwise some of the known ones.
 */
export const withRelations = (
  known: CardCache | undefined,
  snapshot: CardSnapshot,
  whole: boolean,
  isOld: (chatId: ChatId) => boolean = () => false,
): CardSnapshot => {
  const before = known?.related
  const asShown = (row: ListedChat): ListedChat =>
    isOld(row.id) ? { ...row, active: known?.chats.find(({ id }) => id === row.id)?.active ?? row.active } : row
  const received = snapshot.related && {
    ...snapshot.related,
    list: snapshot.related.list.map((one) => ({ ...one, chats: one.chats?.map(asShown) ?? null })),
  }
  if (!received || (!whole && !before)) return { ...snapshot, ...(before && { related: before }) }
  const find = (list: readonly Relation[] | undefined, one: Relation) =>
    list?.find(({ item }) => crmItemKey(item) === crmItemKey(one.item))
  const list = whole
    ? received.list.map((one) => newer(find(before?.list, one), one))
    : (before?.list ?? []).map((one) => newer(one, find(received.list, one) ?? one))
  const more = whole ? received.more : (before?.more ?? 0)
  const same = before && before.more === more && list.length === before.list.length
  return {
    ...snapshot,
    related: same && list.every((one, place) => one === before.list[place]) ? before : { list, more },
  }
}

/** Keeps the relations current. */
export interface RelationSync {
  /** Hidden relations are not read. */
  readonly show: (shown: boolean) => void
}

/** Reads the card's relations, and again after ten minutes, when the page becomes visible, and after a failure. */
export const startRelationSync = (card: OpenedCard, client: QueryClient, shown: boolean): RelationSync => {
  const key = queryKeys.card(card.item)
  let readAt = 0
  let failures = 0
  let busy = false
  let requested = shown
  let timer: ReturnType<typeof setTimeout> | undefined

  const read = async (): Promise<void> => {
    if (busy) return
    busy = true
    clearTimeout(timer)
    const startedAt = performance.now()
    try {
      const bare = client.getQueryData<CardCache>(key)?.chats.length === 0
      const snapshot = await card.portal.fetchRelations(card.item, bare)
      applySnapshot(
        client,
        card.item,
        withRelations(client.getQueryData<CardCache>(key), snapshot, true, (id) => isStale(client, id, startedAt)),
        startedAt,
      )
      readAt = Date.now()
      failures = 0
    } catch (error) {
      client.setQueryData<CardCache>(key, (known) => known && { ...known, relatedError: asPortalError(error) })
      failures += 1
    }
    busy = false
    timer = setTimeout(due, failures === 0 ? REFRESH_MS : (RETRY_DELAYS_MS[failures - 1] ?? RETRY_DELAYS_MS.at(-1)))
  }
  // A hidden page reads nothing; it does so when it becomes visible.
  const due = () => {
    if (requested && !document.hidden) void read()
  }
  document.addEventListener('visibilitychange', () => {
    if (Date.now() - readAt >= REFRESH_MS) due()
  })
  window.addEventListener('online', () => {
    if (failures > 0) due()
  })
  client.getQueryCache().subscribe(({ type, query, ...event }) => {
    // A retry was requested.
    const again = type === 'updated' && 'action' in event && event.action.type === 'fetch'
    if (again && failures > 0 && query.queryKey.join() === key.join()) due()
  })
  due()
  return {
    show: (now) => {
      requested = now
      if (now && Date.now() - readAt >= REFRESH_MS) due()
    },
  }
}
