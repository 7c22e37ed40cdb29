import { OPTIONS_MAX_BYTES, storedBytes } from '@/domain/option-text'
import { PortalError } from '@/portal/portal-error'
import type { OptionPlace, Portal, StoredOptionTexts } from '@/portal/portal'

/** Reads and writes for all stores of one panel: one request for those that read together, one writer at a time in a browser. */
export interface OptionStorage {
  readonly read: (place: OptionPlace, name: string) => Promise<string>
  /**
   * Throws PortalError `refused` OPTIONS_FULL before anything is written that would take the place over its budget: beyond the portal's
   * limit everything in it would be lost. What makes it smaller is always written.
   */
  readonly write: (place: OptionPlace, name: string, text: string, check: boolean) => Promise<void>
  readonly alone: (work: () => Promise<void>) => Promise<void>
}

/** `lockName` is the same in all panels of one user and portal; `onBytes` hears how full a place is each time it was read. */
export const createOptionStorage = (
  portal: Pick<Portal, 'fetchOptions' | 'fetchOptionsAtStart' | 'writeOption'>,
  lockName: string,
  onBytes: (place: OptionPlace, bytes: number) => void,
  locks: Pick<LockManager, 'request'> | undefined = globalThis.navigator?.locks,
): OptionStorage => {
  let reading: Promise<StoredOptionTexts> | null = null
  let known: StoredOptionTexts | null = null
  let last: Promise<unknown> = Promise.resolve()

  /** Works that have the lock: what they read is as it stands now, or they would write over what another panel has just stored. */
  let exclusive = 0

  const readAll = (): Promise<StoredOptionTexts> => {
    if (reading && exclusive === 0) return reading
    const mine = (exclusive > 0 ? portal.fetchOptions() : portal.fetchOptionsAtStart())
      .then((texts) => {
        known = texts
        onBytes('user', texts.user.bytes)
        onBytes('app', texts.app.bytes)
        return texts
      })
      .finally(() => {
        if (reading === mine) reading = null
      })
    reading = mine
    return mine
  }

  return {
    read: async (place, name) => (await readAll())[place].texts.get(name) ?? '',
    write: async (place, name, text, check) => {
      const bag = known?.[place]
      const before = bag?.texts.get(name)
      const old = before === undefined ? 0 : storedBytes(before) + storedBytes(name)
      const more = storedBytes(text) + storedBytes(name) - old
      if (more > 0 && (bag?.bytes ?? 0) + more > OPTIONS_MAX_BYTES) throw new PortalError('refused', 'OPTIONS_FULL')
      try {
        await portal.writeOption(place, name, text, check)
        if (bag) onBytes(place, bag.bytes + more)
      } finally {
        // What was being read before it is no longer what stands there.
        reading = null
      }
    },
    alone: (work) => {
      const workExclusively = async () => {
        exclusive += 1
        try {
          await work()
        } finally {
          exclusive -= 1
        }
      }
      const turn = async () => {
        if (!locks) return workExclusively()
        let begun = false
        try {
          await locks.request(lockName, () => {
            begun = true
            return workExclusively()
          })
        } catch (error) {
          // A browser that denies its locks to a frame; the page still takes turns with itself.
          if (begun) throw error
          await workExclusively()
        }
      }
      const mine = last.then(turn)
      last = mine.catch(() => undefined)
      return mine
    },
  }
}
