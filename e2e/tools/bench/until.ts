import { setTimeout as sleep } from 'node:timers/promises'
import type { Session } from './cdp.ts'

const PATIENCE = 60_000
const EVERY = 100

/** Polls a page until the result is true; throws after a minute. */
export async function until<A extends readonly unknown[], R>(
  page: Session,
  code: (...args: A) => R,
  ...args: A
): Promise<NonNullable<Awaited<R>>> {
  for (const end = Date.now() + PATIENCE; Date.now() < end; await sleep(EVERY)) {
    // A page that is being replaced can't answer.
    const answer = await page.run(code, ...args).catch(() => undefined)
    if (answer) return answer
  }
  throw new Error(`The page did not get there within ${PATIENCE / 1000} s: ${String(code)}`)
}
