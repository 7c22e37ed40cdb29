import { asPortalError, PortalError } from '@/portal/portal-error'

/**
 * A change of what is kept; applied to whatever is stored by then, so it must not depend on when it runs, and doing it twice must
 * change nothing.
 */
export type ValueChange<Kept> = (kept: Kept) => Kept

/** One text that is kept in the portal: shown at once, kept a moment later. */
export interface SyncedValue<Kept> {
  readonly change: (change: ValueChange<Kept>) => void
  /** Reads again, soon: another panel of the same person has changed something, or somebody says so. */
  readonly readAgain: () => void
}

/** What the store stands on. */
export interface SyncedValueEnv<Kept> {
  readonly nothing: Kept
  /** null = a newer panel wrote it: it can't be shown, and must not be written over. */
  readonly fromText: (text: string) => Kept | null
  readonly toText: (kept: Kept, now: number) => string
  readonly read: () => Promise<string>
  readonly write: (text: string) => Promise<void>
  /** Runs what reads, changes and writes while no other store of this browser does. */
  readonly withLock: (work: () => Promise<void>) => Promise<void>
  readonly now: () => number
  readonly later: (ms: number, run: () => void) => void
  /** What is kept, with the changes that are on their way. */
  readonly show: (kept: Kept) => void
  /** What is known to stand in the portal. */
  readonly onStored?: (kept: Kept) => void
  /** null = everything is kept; else why the last changes are not: they last as long as the panel. */
  readonly onSaved: (saveError: PortalError | null) => void
  /** It could not be read; what was known, or nothing, is shown on. */
  readonly onReadError?: (error: PortalError) => void
  /** After so many ms it is looked whether a change is still there, and it is made again when it isn't; 0 = never. */
  readonly verifyAfterMs: number
}

/** Changes that follow each other this fast (ms) are stored together. */
const COLLECT_MS = 200
/** Whoever talks nonsense over the channel must not make us read more often (ms). */
const MIN_REREAD_MS = 10_000
/** The portal has no lock: a panel that finds its change missing writes it again, this many times in all. */
const MAX_ATTEMPTS = 3

/** Makes the store; it has to be told to read. */
export const createSyncedValue = <Kept>(env: SyncedValueEnv<Kept>): SyncedValue<Kept> => {
  let stored = env.nothing
  let storedText = ''
  let pending: readonly ValueChange<Kept>[] = []
  /** Kept, and not yet seen to have outlived whoever was writing at the same moment. */
  let unsure: readonly ValueChange<Kept>[] = []
  let rounds = 0
  let busy = false
  let saving = false
  let reading = false
  let writes = 0
  let readAt = -Infinity

  const show = () => env.show(pending.reduce((kept, change) => change(kept), stored))

  const adopt = (text: string, kept: Kept) => {
    stored = kept
    storedText = text
    env.onStored?.(kept)
  }

  const understood = (text: string): Kept => {
    // Nothing where there was something: the value was lost as a whole, and what is known here is all there is.
    if (text === '' && storedText !== '') return stored
    const kept = env.fromText(text)
    if (kept === null) throw new PortalError('refused', 'OPTION_NEWER')
    return kept
  }

  /** Read, change, write, read back. What happened is known only by reading: a write that got lost is seen to be missing. */
  const attempt = async (changes: readonly ValueChange<Kept>[]): Promise<boolean> => {
    const before = await env.read()
    const kept = changes.reduce((sum, change) => change(sum), understood(before))
    const text = env.toText(kept, env.now())
    if (text !== before) {
      writes += 1
      await env.write(text)
    }
    adopt(text, env.fromText(text) ?? kept)
    return text !== before
  }

  const keep = async (): Promise<void> => {
    saving = false
    if (busy) return wantSave()
    const done = pending
    const again = unsure
    unsure = []
    if (done.length + again.length === 0) return
    busy = true
    let saveError: PortalError | null = null
    let wrote = false
    for (let turn = 1; turn <= MAX_ATTEMPTS; turn += 1) {
      saveError = null
      try {
        await env.withLock(async () => {
          wrote = await attempt([...again, ...done])
        })
        pending = pending.slice(done.length)
        break
      } catch (error) {
        saveError = asPortalError(error)
        if (saveError.code !== 'OPTION_NOT_KEPT') break
      }
    }
    busy = false
    show()
    env.onSaved(saveError)
    rounds = done.length > 0 ? 0 : rounds + 1
    if (saveError !== null) unsure = again
    else if (wrote && env.verifyAfterMs > 0 && rounds < MAX_ATTEMPTS) {
      unsure = [...again, ...done]
      env.later(env.verifyAfterMs, () => void keep())
    }
    // What could not be kept goes along with the next change.
    if (saveError === null && pending.length > 0) wantSave()
  }

  const wantSave = () => {
    if (saving) return
    saving = true
    env.later(COLLECT_MS, () => void keep())
  }

  const read = async (): Promise<void> => {
    reading = false
    readAt = env.now()
    const writesBefore = writes
    try {
      const text = await env.read()
      // A write of ours may have overtaken it.
      if (writes !== writesBefore || busy) return
      const kept = env.fromText(text)
      if (kept === null) throw new PortalError('refused', 'OPTION_NEWER')
      if (text !== '' || storedText === '') adopt(text, kept)
      show()
    } catch (error) {
      // The defaults, or what was known, go on; the next word or panel reads again, and so may whoever asks for it.
      readAt = -Infinity
      env.onReadError?.(asPortalError(error))
    }
  }

  return {
    change: (change) => {
      pending = [...pending, change]
      show()
      wantSave()
    },
    readAgain: () => {
      if (reading) return
      reading = true
      env.later(Math.max(0, readAt + MIN_REREAD_MS - env.now()), () => void read())
    },
  }
}
