import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { MessageId } from '@/domain/ids'
import type { OutgoingReply, ReplyState } from '@/domain/outgoing-message'
import { sampleReply, sampleSent } from '@/testing/fixtures'
import * as queues from './queue'
import type { ReplyQueue } from './queue'
import { ALLOWED_TRANSITIONS, type StateName, type TransitionName } from './transitions'

const NOW = 1_000
const LATER_MS = 2 * 24 * 60 * 60_000

const states: Readonly<Record<StateName, ReplyState>> = {
  // Not `turn`, so that `release` has something to do.
  queued: { name: 'queued', cause: 'offline', until: NOW },
  sending: { name: 'sending' },
  verifying: { name: 'verifying', until: NOW },
  sent: sampleSent(5),
  rejected: { name: 'rejected', rejection: { reason: 'other', code: 'X' } },
  unconfirmed: { name: 'unconfirmed', absent: false },
}
const names = Object.keys(states) as StateName[]

/** What the code does for each event of the table. */
const events: Readonly<Record<TransitionName, (queue: ReplyQueue) => ReplyQueue>> = {
  begin: (queue) => queues.begin(queue, 'a', NOW, 0),
  postpone: (queue) => queues.postpone(queue, 'a', 'limit', NOW),
  release: (queue) => queues.release(queue, 'a'),
  prioritize: (queue) => queues.prioritize(queue, 'a', NOW),
  retry: (queue) => queues.retry(queue, 'a', NOW),
  confirm: (queue) => queues.confirm(queue, 'a', [7 as MessageId], NOW),
  addCopies: (queue) => queues.addCopies(queue, 'a', [7 as MessageId]),
  reject: (queue) => queues.reject(queue, 'a', { reason: 'other', code: 'Y' }),
  loseOutcome: (queue) => queues.loseOutcome(queue, 'a', NOW),
  cancel: (queue) => queues.cancel(queue, 'a', NOW),
  recover: (queue) => queues.recoverInterrupted(queue, () => NOW),
  verifyAgain: (queue) =>
    queues.verifyAgain(
      queue,
      () => true,
      () => NOW,
    ),
  leaveToOperator: (queue) => queues.leaveToOperator(queue, 'a', true),
  markAbsent: (queue) => queues.markAbsent(queue, 'a'),
  remove: (queue) => queues.remove(queue, 'a'),
  forgetCancelled: (queue) => queues.forgetCancelled(queue, 'a'),
  // Behind a newer accepted reply nothing of the older one stays.
  forgetSent: (queue) => queues.prune(queue, sentAt + LATER_MS),
}
const [sentAt] = [sampleSent(5)].map((state) => (state.name === 'sent' ? state.at : 0)) as [number]

const before = (name: StateName): ReplyQueue => {
  const reply: OutgoingReply = sampleReply('a', { state: states[name], cancelled: true })
  return [reply, sampleReply('b', { state: sampleSent(900) })]
}

describe.each(Object.keys(ALLOWED_TRANSITIONS) as TransitionName[])('%s', (event) => {
  const { from, to } = ALLOWED_TRANSITIONS[event] as { from: readonly StateName[]; to: StateName | 'removed' }
  it.each(names)('from %s does what the table says', (name) => {
    const queue = before(name)
    const after = events[event](queue)
    const reply = after.find(({ localId }) => localId === 'a')
    expect(reply?.state.name ?? 'removed').toBe(from.includes(name) ? to : name)
    if (from.includes(name)) expect(after).not.toBe(queue)
    else expect(reply).toBe(queue[0])
  })
})

it.each(Object.entries(events).filter(([event]) => event !== 'forgetSent'))(
  '%s for a reply that is gone leaves the queue as it is',
  (_, run) => {
    const queue: ReplyQueue = [sampleReply('b', { state: sampleSent(900) })]
    expect(run(queue)).toBe(queue)
  },
)

it('outbox.md draws the same table', () => {
  const page = readFileSync(new URL('outbox.md', import.meta.url), 'utf8')
  const rows = [...page.matchAll(/^\| `(\w+)` +\| ([^|]+)\|[^|]+\| ([^|]+)\|$/gm)].map(
    ([, event, from = '', to = '']) => {
      const words = (cell: string) => [...cell.matchAll(/`(\w+)`/g)].map(([, word]) => word)
      return [event, { from: words(from), to: words(to)[0] ?? 'removed' }]
    },
  )
  expect(rows.length).toBeGreaterThan(0)
  expect(Object.fromEntries(rows)).toEqual(ALLOWED_TRANSITIONS)
})
