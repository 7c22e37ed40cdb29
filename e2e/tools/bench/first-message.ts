import { setTimeout as sleep } from 'node:timers/promises'
import type { Portal } from '../../portal/types.ts'
import type { CardWindow, Point } from './long-chat.ts'

/** What it took to reach the first message of a chat. */
export interface WayUp {
  readonly seconds: number
  /** REST requests, polls included. */
  readonly requests: number
  /** JavaScript heap afterwards, bytes. */
  readonly heap: number
  /** Nodes in the page afterwards. */
  readonly nodes: number
}

const PATIENCE = 600_000

/** Scrolls up by the wheel until a message with this text is in the log and nothing is above it. */
export async function goToFirstMessage(card: CardWindow, at: Point, portal: Portal, text: string): Promise<WayUp> {
  const { requests } = portal.counters
  const began = performance.now()
  while (!(await card.frame.run(isFirst, text))) {
    if (performance.now() - began > PATIENCE) throw new Error('The first message was not reached within ten minutes')
    await card.wheel(at, -8_000)
    await sleep(16)
  }
  const seconds = (performance.now() - began) / 1000
  return { seconds, requests: portal.counters.requests - requests, ...(await measureHeap(card)) }
}

function isFirst(text: string): boolean {
  const log = document.querySelector('[role=log]')
  // The log counts from its end: its top has the lowest number.
  if (!log || log.scrollTop + log.scrollHeight - log.clientHeight > 1) return false
  return [...log.querySelectorAll('article')].some((message) => message.textContent.includes(text))
}

/** Bytes of living objects in the app's frame, after the garbage has gone. */
async function measureHeap({ frame }: CardWindow): Promise<{ heap: number; nodes: number }> {
  await frame.send('HeapProfiler.collectGarbage')
  const { usedSize } = await frame.send<{ usedSize: number }>('Runtime.getHeapUsage')
  const { nodes } = await frame.send<{ nodes: number }>('Memory.getDOMCounters')
  return { heap: usedSize, nodes }
}
