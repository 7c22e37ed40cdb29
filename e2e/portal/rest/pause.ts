import { setTimeout as sleep } from 'node:timers/promises'

/** Waits `ms` milliseconds; nothing to wait for costs no turn of the timer. */
export async function pause(ms: number): Promise<void> {
  if (ms > 0) await sleep(ms)
}
