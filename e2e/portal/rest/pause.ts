import { setTimeout as sleep } from 'node:timers/promises'

/** Waits `ms` milliseconds; 0 returns without a timer. */
export async function pause(ms: number): Promise<void> {
  if (ms > 0) await sleep(ms)
}
