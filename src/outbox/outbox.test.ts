import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ChatId, MessageId } from '@/domain/ids'
import { PortalError } from '@/portal/portal-error'
import { makeOutbox, type OutboxWorld } from './outbox'

const A = 11 as ChatId
const B = 12 as ChatId

/**
 * What becomes of one call: executed and answered; executed, but the answer is lost; lost on the way; refused; or stopped by a limit.
 */
type Fate = 'answered' | 'answer-lost' | 'lost' | 'refused' | 'limit'
/** What a look into the chat brings. */
type Sight = 'clear' | 'failed'

/** A portal whose calls take 100 ms. What was executed is in `executed`, in order. */
const worldOf = (fates: Fate[] = [], sights: Sight[] = []) => {
  const executed: { chatId: ChatId; text: string; id: MessageId; at: number }[] = []
  const claimed = new Set<MessageId>()
  const sends: string[] = []
  const out = new Map<ChatId, number>()
  let mostAtOnce = 0
  let locals = 0
  const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))
  const world: OutboxWorld = {
    send: async (chatId, text) => {
      const fate = fates.shift() ?? 'answered'
      sends.push(text)
      out.set(chatId, (out.get(chatId) ?? 0) + 1)
      mostAtOnce = Math.max(mostAtOnce, out.get(chatId) ?? 0)
      await wait(100)
      out.set(chatId, (out.get(chatId) ?? 0) - 1)
      if (fate === 'limit') throw new PortalError('limit', 'QUERY_LIMIT_EXCEEDED', 503, Date.now() + 5_000)
      if (fate === 'refused') throw new PortalError('refused', 'CHAT_NOT_IN_CRM', 400)
      if (fate === 'lost') throw new PortalError('network', 'NETWORK_ERROR')
      const id = (1000 + executed.length) as MessageId
      executed.push({ chatId, text, id, at: Date.now() })
      if (fate === 'answer-lost') throw new PortalError('unavailable', 'ERR_BAD_RESPONSE', 502)
      return id
    },
    find: async (chatId, text, { since }) => {
      await wait(20)
      if (sights.shift() === 'failed') throw new PortalError('network', 'NETWORK_ERROR')
      const found = executed.find(
        (message) =>
          message.chatId === chatId && message.text === text && message.at >= since && !claimed.has(message.id),
      )
      return found?.id ?? null
    },
    newest: () => 0,
    now: () => Date.now(),
    newId: () => `r${(locals += 1)}`,
    wait,
  }
  const outbox = makeOutbox(world)
  outbox.onSent((_, messageId) => claimed.add(messageId))
  const states = (chatId = A) => outbox.of(chatId).map(({ text, state }) => `${text} ${state.name}`)
  return { outbox, executed, sends, states, mostAtOnce: () => mostAtOnce }
}

const settle = () => vi.advanceTimersByTimeAsync(60_000)

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('sending', () => {
  it('shows a reply at once and confirms it by its number', async () => {
    const { outbox, states } = worldOf()
    const seen: string[] = []
    outbox.subscribe(() => seen.push(...states()))
    outbox.send(A, 'hi')
    expect(states()).toEqual(['hi sending'])
    await settle()
    expect(outbox.of(A)[0]?.state).toEqual({ name: 'sent', messageId: 1000 })
    expect(seen).toEqual(['hi waiting', 'hi sending', 'hi sent'])
  })

  it('keeps the order of a chat, one at a time', async () => {
    const { outbox, executed, states, mostAtOnce } = worldOf()
    for (const text of ['a', 'b', 'c']) outbox.send(A, text)
    expect(states()).toEqual(['a sending', 'b waiting', 'c waiting'])
    await settle()
    expect(executed.map(({ text }) => text)).toEqual(['a', 'b', 'c'])
    expect(mostAtOnce()).toBe(1)
  })

  it('lets chats go side by side', async () => {
    const { outbox, states } = worldOf()
    outbox.send(A, 'a')
    outbox.send(B, 'b')
    expect([...states(A), ...states(B)]).toEqual(['a sending', 'b sending'])
    await vi.advanceTimersByTimeAsync(100)
    expect([...states(A), ...states(B)]).toEqual(['a sent', 'b sent'])
  })

  it('tells of every accepted reply once', async () => {
    const { outbox } = worldOf(['answered', 'answer-lost', 'refused'])
    const heard: string[] = []
    outbox.onSent((reply, messageId) => heard.push(`${reply.text} ${messageId}`))
    for (const text of ['a', 'b', 'c']) outbox.send(A, text)
    await settle()
    expect(heard).toEqual(['a 1000', 'b 1001'])
  })

  it('is done though a listener fails: nothing looks lost that was accepted', async () => {
    const { outbox, sends } = worldOf()
    const failed = new Promise((resolve) => process.once('unhandledRejection', resolve))
    outbox.onSent(() => {
      throw new Error('listener')
    })
    outbox.send(A, 'a')
    await settle()
    vi.useRealTimers()
    await failed
    expect([sends, outbox.of(A)[0]?.state.name]).toEqual([['a'], 'sent'])
  })

  it('gives the same list as long as nothing changes', () => {
    const { outbox } = worldOf()
    outbox.send(A, 'a')
    expect(outbox.of(A)).toBe(outbox.of(A))
    expect(outbox.of(B)).toBe(outbox.of(B))
  })

  it('forgets the oldest of many confirmed replies', async () => {
    const { outbox, executed } = worldOf()
    for (let index = 0; index < 60; index += 1) outbox.send(A, `t${index}`)
    await settle()
    expect(executed).toHaveLength(60)
    expect(outbox.of(A)).toHaveLength(50)
    expect(outbox.of(A)[0]?.text).toBe('t10')
  })
})

describe('a refusal', () => {
  it.each<[kind: ConstructorParameters<typeof PortalError>[0], code: string, reason: string]>([
    ['refused', 'CHAT_NOT_IN_CRM', 'not-active'],
    ['refused', 'CANCELED', 'not-in-chat'],
    ['refused', 'ERROR_ARGUMENT', 'bad-text'],
    ['refused', 'MESSAGE_ADD_ERROR', 'other'],
    ['forbidden', 'ACCESS_DENIED', 'no-access'],
    ['app', 'insufficient_scope', 'no-access'],
    ['sign-in', 'expired_token', 'sign-in'],
  ])('%s %s stays under the reply as %s', async (kind, code, reason) => {
    const outbox = makeOutbox({
      send: async () => {
        throw new PortalError(kind, code, 400)
      },
      find: async () => null,
      newest: () => 0,
      now: Date.now,
      newId: () => 'r1',
      wait: async () => undefined,
    })
    outbox.send(A, 'a')
    await settle()
    expect(outbox.of(A)[0]?.state).toEqual({ name: 'refused', refusal: { reason, code } })
  })

  it('does not hold back the next reply', async () => {
    const { outbox, states, executed } = worldOf(['refused'])
    outbox.send(A, 'a')
    outbox.send(A, 'b')
    await settle()
    expect(states()).toEqual(['a refused', 'b sent'])
    expect(executed.map(({ text }) => text)).toEqual(['b'])
  })
})

describe('an unknown outcome', () => {
  it('is looked up, and a reply that arrived is confirmed and not sent again', async () => {
    const { outbox, states, sends } = worldOf(['answer-lost'])
    outbox.send(A, 'a')
    await vi.advanceTimersByTimeAsync(110)
    expect(states()).toEqual(['a checking'])
    await settle()
    expect([states(), sends]).toEqual([['a sent'], ['a']])
  })

  it('is looked up again, should a look fail', async () => {
    const { outbox, states, sends } = worldOf(['answer-lost'], ['failed', 'failed'])
    outbox.send(A, 'a')
    await settle()
    expect([states(), sends]).toEqual([['a sent'], ['a']])
  })

  it('leaves it to the operator when the reply isn’t there', async () => {
    const { outbox, sends } = worldOf(['lost'])
    outbox.send(A, 'a')
    await settle()
    expect(outbox.of(A)[0]?.state).toEqual({ name: 'unsure', absent: true })
    expect(sends).toEqual(['a'])
  })

  it('does not claim to know when the chat could not be read', async () => {
    const { outbox, sends } = worldOf(['lost'], ['clear', 'clear', 'failed'])
    outbox.send(A, 'a')
    await settle()
    expect(outbox.of(A)[0]?.state).toEqual({ name: 'unsure', absent: false })
    expect(sends).toEqual(['a'])
  })

  it('holds back the next reply until it is looked up, then no longer', async () => {
    const { outbox, states } = worldOf(['lost'])
    outbox.send(A, 'a')
    outbox.send(A, 'b')
    await vi.advanceTimersByTimeAsync(3_000)
    expect(states()).toEqual(['a checking', 'b waiting'])
    await settle()
    expect(states()).toEqual(['a unsure', 'b sent'])
  })

  it('tells two replies with the same words apart', async () => {
    const { outbox, executed } = worldOf(['answered', 'lost'])
    outbox.send(A, 'ok')
    outbox.send(A, 'ok')
    await settle()
    expect(outbox.of(A).map(({ state }) => state.name)).toEqual(['sent', 'unsure'])
    expect(executed).toHaveLength(1)
  })
})

describe('a reply whose fate could not be told', () => {
  const unsure = async () => {
    const world = worldOf(['answer-lost'], ['failed', 'failed', 'failed'])
    const localId = world.outbox.send(A, 'hi')
    await settle()
    expect(world.states()).toEqual(['hi unsure'])
    return { ...world, localId }
  }

  it('is confirmed by a message that comes in later, and not sent again', async () => {
    const { outbox, states, sends } = await unsure()
    outbox.notice(B, () => 1000 as MessageId)
    outbox.notice(A, () => null)
    expect(states()).toEqual(['hi unsure'])
    outbox.notice(A, (text) => (text === 'hi' ? (1000 as MessageId) : null))
    expect(states()).toEqual(['hi sent'])
    expect(sends).toEqual(['hi'])
  })

  it('is looked for again when the operator wants it, and not sent again', async () => {
    const { outbox, states, sends, localId } = await unsure()
    outbox.lookAgain(localId)
    expect(states()).toEqual(['hi checking'])
    await settle()
    expect(states()).toEqual(['hi sent'])
    expect(sends).toEqual(['hi'])
  })
})

describe('a limit', () => {
  it('is waited for, and the reply goes out by itself, before later ones', async () => {
    const { outbox, states, executed } = worldOf(['limit', 'limit'])
    outbox.send(A, 'a')
    outbox.send(A, 'b')
    await vi.advanceTimersByTimeAsync(200)
    expect(states()).toEqual(['a waiting', 'b waiting'])
    await vi.advanceTimersByTimeAsync(4_500)
    expect(executed).toEqual([])
    await settle()
    expect(executed.map(({ text }) => text)).toEqual(['a', 'b'])
  })

  it('leaves time to take the reply back', async () => {
    const { outbox, executed } = worldOf(['limit'])
    const localId = outbox.send(A, 'a')
    outbox.send(A, 'b')
    await vi.advanceTimersByTimeAsync(200)
    expect(outbox.takeBack(localId)).toBe('a')
    await settle()
    expect(executed.map(({ text }) => text)).toEqual(['b'])
  })
})

describe('the operator’s decision', () => {
  it('to send again puts the reply at the end, once', async () => {
    const { outbox, states, executed } = worldOf(['refused'])
    const localId = outbox.send(A, 'a')
    outbox.send(A, 'b')
    await settle()
    outbox.retry(localId)
    outbox.retry(localId)
    expect(states()).toEqual(['b sent', 'a sending'])
    await settle()
    expect(executed.map(({ text }) => text)).toEqual(['b', 'a'])
  })

  it('to discard or take back is open for what was not sent', async () => {
    const { outbox } = worldOf(['refused', 'lost'])
    const refused = outbox.send(A, 'a')
    const unsure = outbox.send(A, 'b')
    await settle()
    expect(outbox.takeBack(refused)).toBe('a')
    outbox.discard(unsure)
    expect(outbox.of(A)).toEqual([])
  })

  it('is not open while the reply is on its way, nor after it was sent', async () => {
    const { outbox, states, sends } = worldOf(['answer-lost'])
    const localId = outbox.send(A, 'a')
    const tryAll = () => {
      outbox.discard(localId)
      outbox.retry(localId)
      return outbox.takeBack(localId)
    }
    expect([tryAll(), states()]).toEqual(['', ['a sending']])
    await vi.advanceTimersByTimeAsync(110)
    expect([tryAll(), states()]).toEqual(['', ['a checking']])
    await settle()
    expect([tryAll(), states(), sends]).toEqual(['', ['a sent'], ['a']])
  })

  it('about a reply that isn’t there means nothing', () => {
    const { outbox } = worldOf()
    outbox.retry('x')
    outbox.discard('x')
    expect(outbox.takeBack('x')).toBe('')
  })

  it('takes back a reply whose turn has not come', async () => {
    const { outbox, executed } = worldOf()
    outbox.send(A, 'a')
    const second = outbox.send(A, 'b')
    expect(outbox.takeBack(second)).toBe('b')
    await settle()
    expect(executed.map(({ text }) => text)).toEqual(['a'])
  })
})

describe('whatever happens', () => {
  const step = fc.oneof(
    fc.record({ do: fc.constant('send' as const), chat: fc.constantFrom(A, B) }),
    fc.record({ do: fc.constantFrom('retry' as const, 'discard' as const, 'takeBack' as const), which: fc.nat(9) }),
    fc.record({ do: fc.constant('pass' as const), ms: fc.constantFrom(10, 90, 150, 2_500, 9_000) }),
  )
  const fate = fc.constantFrom<Fate>('answered', 'answer-lost', 'lost', 'refused', 'limit')
  const sight = fc.constantFrom<Sight>('clear', 'failed')

  it('a reply is executed once, and once more only where the operator asked', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 25 }),
        fc.array(fate, { maxLength: 25 }),
        fc.array(sight, { maxLength: 25 }),
        async (steps, fates, sights) => {
          const { outbox, executed, mostAtOnce } = worldOf(fates, sights)
          const sent: { localId: string; text: string; asked: number; gone: boolean }[] = []
          const stateOf = (localId: string) =>
            [...outbox.of(A), ...outbox.of(B)].find((reply) => reply.localId === localId)?.state.name
          for (const move of steps) {
            if (move.do === 'send') {
              const text = `t${sent.length}`
              sent.push({ localId: outbox.send(move.chat, text), text, asked: 1, gone: false })
            } else if (move.do === 'pass') await vi.advanceTimersByTimeAsync(move.ms)
            else {
              const reply = sent[move.which]
              if (!reply) continue
              const before = stateOf(reply.localId)
              if (move.do === 'retry' && (before === 'refused' || before === 'unsure')) reply.asked += 1
              outbox[move.do](reply.localId)
              if (move.do !== 'retry' && stateOf(reply.localId) === undefined) reply.gone = true
            }
          }
          await vi.advanceTimersByTimeAsync(600_000)

          expect(mostAtOnce()).toBeLessThanOrEqual(1)
          for (const { localId, text, asked, gone } of sent) {
            const times = executed.filter((message) => message.text === text).length
            expect(times).toBeLessThanOrEqual(asked)
            const state = stateOf(localId)
            // Nothing stays on its way, and nothing is lost without a word.
            if (!gone) expect(['sent', 'refused', 'unsure']).toContain(state)
            if (state === 'sent') expect(times).toBeGreaterThanOrEqual(1)
            if (state === 'refused' && asked === 1) expect(times).toBe(0)
          }
        },
      ),
      { numRuns: 150 },
    )
  })
})
