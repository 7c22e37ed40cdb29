import { storageOrNull, STORAGE_PREFIX } from '@/lib/browser-storage'

/** How often one person used each template on this computer. */
export interface CountedUses {
  readonly count: (id: string) => number
  readonly add: (id: string) => void
}

/** Counts of templates that nobody uses any more go when there are more than this. */
const MAX_COUNTED = 200

const readCounts = (key: string, storage: Storage | null): Map<string, number> => {
  try {
    const raw: unknown = JSON.parse(storage?.getItem(key) ?? '[]')
    const rows: readonly unknown[] = Array.isArray(raw) ? raw : []
    return new Map(
      rows.flatMap((row): [string, number][] => {
        const [id, count] = Array.isArray(row) ? (row as readonly unknown[]) : []
        return typeof id === 'string' && typeof count === 'number' ? [[id, count]] : []
      }),
    )
  } catch {
    return new Map()
  }
}

/** Counts uses under a name of this portal and user; where the browser denies its storage, as long as the page lives. */
export const countTemplateUse = (
  portalId: string,
  userId: number,
  storage: Storage | null = storageOrNull(),
): CountedUses => {
  const key = `${STORAGE_PREFIX}:${portalId}:${userId}:template-uses`
  const counts = readCounts(key, storage)
  return {
    count: (id) => counts.get(id) ?? 0,
    add: (id) => {
      counts.set(id, (counts.get(id) ?? 0) + 1)
      const most = [...counts].toSorted((a, b) => b[1] - a[1]).slice(0, MAX_COUNTED)
      try {
        storage?.setItem(key, JSON.stringify(most))
      } catch {
        // Full or forbidden: the order begins anew with the next page.
      }
    },
  }
}

const made = new Map<string, CountedUses>()

/** The one counter of a portal's user in this page. */
export const templateUsage = (portalId: string, userId: number): CountedUses => {
  const name = `${portalId}:${userId}`
  const counter = made.get(name) ?? countTemplateUse(portalId, userId)
  made.set(name, counter)
  return counter
}
