import { describe, expect, it } from 'vitest'
import { createFakeRest } from '@/testing/fake-rest'
import { PortalError } from '../portal-error'
import { BATCH_LIMIT, batchReference, type BatchCalls } from './rest-client'
import { createStartGatherer } from './start-gatherer'

const tick = () => new Promise((resolve) => setTimeout(resolve))

/** A gatherer whose time is moved by hand. The portal answers a method's name and its parameters. */
const gathering = (answer: (params: Record<string, unknown>) => unknown = (params) => params) => {
  const { rest, requests } = createFakeRest({
    a: answer,
    b: answer,
    c: answer,
    'user.option.get': answer,
    list: () => [{ ID: 7 }],
  })
  let now = 0
  let timers: { readonly at: number; readonly run: () => void }[] = []
  const gatherer = createStartGatherer(rest, { later: (ms, run) => void timers.push({ at: now + ms, run }) })
  const pass = async (ms: number) => {
    now += ms
    const due = timers.filter(({ at }) => at <= now).toSorted((one, other) => one.at - other.at)
    timers = timers.filter(({ at }) => at > now)
    for (const { run } of due) run()
    await tick()
  }
  const sent = () => requests.map(({ params }) => Object.values(params as BatchCalls).map(([method]) => method))
  return { gatherer, pass, sent, requests }
}

describe('before and after a start', () => {
  it('batches are sent as they come', async () => {
    const { gatherer, pass, sent } = gathering()
    expect((await gatherer.batch({ x: ['a', { N: 1 }] }))('x')).toEqual({ ok: true, value: { N: 1 } })
    await gatherer.ahead({ x: ['b'] })
    await pass(5_000)
    await gatherer.batch({ x: ['c'] })
    expect(sent()).toEqual([['a'], ['b'], ['c']])
  })
})

describe('during a start', () => {
  it('batches go together, once all have been asked for, each with its own answers', async () => {
    const { gatherer, pass, sent } = gathering()
    await gatherer.ahead({ x: ['a'] })
    const one = gatherer.batch({ x: ['b', { N: 1 }], y: ['b', { N: 2 }] })
    const other = gatherer.batch({ x: ['c', { N: 3 }] })
    await pass(1_000)
    expect(sent()).toEqual([['a']])
    gatherer.release()
    await pass(100)
    expect(sent()).toEqual([['a'], ['b', 'b', 'c']])
    expect((await one)('y')).toEqual({ ok: true, value: { N: 2 } })
    expect((await other)('x')).toEqual({ ok: true, value: { N: 3 } })
    expect((await other)('y')).toMatchObject({ ok: false })
  })

  it('references stay within their batch', async () => {
    const { gatherer, pass } = gathering()
    await gatherer.ahead({ x: ['a'] })
    gatherer.release()
    const one = gatherer.batch({ list: ['c'], of: ['b', { DIALOG_ID: `chat${batchReference('list', 0, 'ID')}` }] })
    const other = gatherer.batch({ list: ['list'], of: ['b', { DIALOG_ID: `chat${batchReference('list', 0, 'ID')}` }] })
    await pass(100)
    expect((await one)('of')).toEqual({ ok: true, value: { DIALOG_ID: 'chatArray' } })
    expect((await other)('of')).toEqual({ ok: true, value: { DIALOG_ID: 'chat7' } })
  })

  it('a fourth request waits for the end of the start', async () => {
    const { gatherer, pass, sent } = gathering()
    await gatherer.batch({ x: ['a'] })
    await gatherer.ahead({ x: ['a'] })
    gatherer.release()
    void gatherer.batch({ x: ['b'] })
    await pass(100)
    void gatherer.batch({ x: ['c'] })
    await pass(3_000)
    expect(sent()).toEqual([['a'], ['a'], ['b']])
    await pass(2_000)
    expect(sent()).toEqual([['a'], ['a'], ['b'], ['c']])
  })

  it('one that is used holds nothing back', async () => {
    const { gatherer, pass, sent } = gathering()
    await gatherer.ahead({ x: ['a'] })
    void gatherer.batch({ x: ['b'] })
    void gatherer.batch({ x: ['c'] })
    gatherer.endStart()
    await gatherer.batch({ y: ['c'] })
    expect(sent()).toEqual([['a'], ['b', 'c'], ['c']])
    await pass(5_000)
    expect(sent()).toHaveLength(3)
  })

  it('no request holds more than a batch may', async () => {
    const { gatherer, pass, requests } = gathering()
    const many = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, place) => [`x${place}`, ['b', { N: place }] as const]))
    await gatherer.ahead({ x: ['a'] })
    const all = [many(30), many(20), many(50), many(1)].map((calls) => gatherer.batch(calls))
    await pass(5_000)
    expect((await Promise.all(all)).map((answer) => answer('x0').ok)).toEqual([true, true, true, true])
    const sizes = requests.slice(1).map(({ params }) => Object.keys(params).length)
    expect(sizes).toEqual([50, 50, 1])
    expect(Math.max(...sizes)).toBeLessThanOrEqual(BATCH_LIMIT)
  })

  it('a failed request fails all that it held', async () => {
    const { gatherer, pass } = gathering()
    await gatherer.ahead({ x: ['a'] })
    const broken = createStartGatherer({
      batch: (calls) =>
        'x' in calls ? Promise.resolve(() => ({ ok: true, value: 1 })) : Promise.reject(new PortalError('limit', 'L')),
      requestCount: () => 0,
    })
    await broken.ahead({ x: ['a'] })
    const both = [broken.batch({ y: ['b'] }), broken.batch({ y: ['c'] })].map((one) =>
      one.then(
        () => 'answered',
        (error: unknown) => (error as PortalError).code,
      ),
    )
    broken.endStart()
    expect(await Promise.all(both)).toEqual(['L', 'L'])
    await pass(0)
  })
})

describe('what was asked for ahead', () => {
  it('is handed to who asks for the same, and the rest is asked for', async () => {
    const { gatherer, pass, sent } = gathering()
    await gatherer.ahead({ x: ['a', { N: 1 }], y: ['b'] })
    gatherer.release()
    const answer = gatherer.batch({ mine: ['a', { N: 1 }], more: ['c'] })
    await pass(100)
    expect((await answer)('mine')).toEqual({ ok: true, value: { N: 1 } })
    expect((await answer)('more')).toMatchObject({ ok: true })
    expect(sent()).toEqual([['a', 'b'], ['c']])
    expect((await gatherer.batch({ mine: ['a', { N: 1 }] }))('mine')).toEqual({ ok: true, value: { N: 1 } })
    expect(sent()).toEqual([['a', 'b'], ['c']])
  })

  it('is handed once where the page may have changed it itself, and not at all once the card is used', async () => {
    const { gatherer, pass, sent } = gathering()
    await gatherer.ahead({ x: ['user.option.get'], y: ['b'] })
    gatherer.release()
    await gatherer.batch({ mine: ['user.option.get'] })
    expect(sent()).toHaveLength(1)
    const again = gatherer.batch({ mine: ['user.option.get'] })
    await pass(100)
    await again
    gatherer.endStart()
    await gatherer.batch({ mine: ['b'] })
    expect(sent()).toEqual([['user.option.get', 'b'], ['user.option.get'], ['b']])
  })

  it('is asked for again where another call refers to it', async () => {
    const { gatherer, pass, sent } = gathering()
    await gatherer.ahead({ x: ['list'] })
    gatherer.release()
    const answer = gatherer.batch({ all: ['list'], of: ['b', { N: `0${batchReference('all', 0, 'ID')}` }] })
    await pass(100)
    expect((await answer)('of')).toEqual({ ok: true, value: { N: '07' } })
    expect(sent()).toEqual([['list'], ['list', 'b']])
  })

  it('is asked for again where the request failed', async () => {
    let attempts = 0
    const gatherer = createStartGatherer({
      batch: async () => {
        attempts += 1
        if (attempts === 1) throw new PortalError('network', 'NETWORK_ERROR')
        return () => ({ ok: true, value: attempts })
      },
      requestCount: () => attempts,
    })
    const ahead = gatherer.ahead({ x: ['a'] })
    const answer = gatherer.batch({ x: ['a'] })
    await expect(ahead).rejects.toMatchObject({ kind: 'network' })
    gatherer.endStart()
    await tick()
    gatherer.endStart()
    expect((await answer)('x')).toEqual({ ok: true, value: 2 })
  })

  it('is not handed after the start', async () => {
    const { gatherer, pass, sent } = gathering()
    await gatherer.ahead({ x: ['a'] })
    await pass(5_000)
    await gatherer.batch({ x: ['a'] })
    expect(sent()).toEqual([['a'], ['a']])
  })
})
