import * as v from 'valibot'
import { readText, storageOrNull, STORAGE_PREFIX, writeText } from '@/lib/browser-storage'
import { readStored, storedList } from '@/lib/stored-schema'

/** How often one person used each template on this computer. */
export interface CountedUses {
  readonly count: (id: string) => number
  readonly add: (id: string) => void
}

/** Counts of templates that nobody uses any more go when there are more than this. */
const MAX_COUNTED = 200

const storedCounts = storedList(v.tuple([v.string(), v.pipe(v.number(), v.integer(), v.minValue(0))]))

/** Counts uses under a name of this portal and user; where the browser denies its storage, as long as the page lives. */
export const countTemplateUse = (
  portalId: string,
  userId: number,
  storage: Storage | null = storageOrNull(),
): CountedUses => {
  const key = `${STORAGE_PREFIX}:${portalId}:${userId}:template-uses`
  const counts = new Map(readStored(storedCounts, readText(storage, key)))
  return {
    count: (id) => counts.get(id) ?? 0,
    add: (id) => {
      counts.set(id, (counts.get(id) ?? 0) + 1)
      const most = [...counts].toSorted((a, b) => b[1] - a[1]).slice(0, MAX_COUNTED)
      writeText(storage, key, JSON.stringify(most))
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
