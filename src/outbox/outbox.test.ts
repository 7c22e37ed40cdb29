import { describe, expect, it } from 'vitest'
import type { MessageId } from '@/domain/ids'
import {
  CHATS,
  CLEAR,
  ITEM,
  createFakeOutboxEnv,
  WELL,
  type ScriptedOutcome,
  type Sight,
} from '@/testing/fake-outbox-env'

const [A, B] = CHATS

const ANSWER_LOST: ScriptedOutcome = { copies: 1, runs: 40, answer: 'network', takes: 60 }
const LOST: ScriptedOutcome = { copies: 1, runs: 'never', answer: 'network', takes: 60 }
const REFUSED: ScriptedOutcome = { copies: 1, runs: 'never', answer: 'refused', takes: 60 }
const LIMIT: ScriptedOutcome = { copies: 1, runs: 'never', answer: 'limit', takes: 60 }
const SIGNED_OUT: ScriptedOutcome = { copies: 1, runs: 'never', answer: 'sign-in', takes: 60 }
/** A number of reads that return no messages. */
const blind = (sees: Sight['sees'] = 'network') => Array.from({ length: 20 }, (): Sight => ({ sees, takes: 20 }))

const MINUTE = 60_000

const envOf = (outcomes: ScriptedOutcome[] = [], sights: Sight[] = [], filter = (text: string) => text) => {
  const env = createFakeOutboxEnv({ outcomes, sights, filter })
  const tab = env.open()
  const outbox = env.outboxOf(tab)
  const write = async (text: string, chatId = A) => {
    await Promise.all([outbox.send(ITEM, chatId, text), env.advance(5)])
  }
  const reply = (text: string, chatId = A) => {
    const found = env.disk.get(chatId)?.find((one) => one.text === text)
    if (!found) throw new Error(`${text} is not in the outbox`)
    return found
  }
  const got = (chatId = A) => env.executed.filter((message) => message.chatId === chatId).map(({ text }) => text)
  return { ...env, tab, outbox, write, reply, got }
}

describe('sending', () => {
  it('stores a reply before anything else, and confirms it by its number', async () => {
    const { outbox, write, advance, disk, reply, executed } = envOf()
    let stored = false
    void outbox.send(ITEM, A, 'hi').then(() => (stored = true))
    expect([stored, disk.size, executed.length]).toEqual([false, 0, 0])
    await advance(1)
    expect([stored, disk.size, executed.length]).toEqual([true, 1, 0])
    await advance(200)
    expect(reply('hi').state).toMatchObject({ name: 'sent', messageId: executed[0]?.id })
    await write('again')
    expect(outbox.pending()).toBe(true)
  })

  it('keeps the order of a chat, one at a time, while chats don’t wait for each other', async () => {
    const { write, advance, got, calls } = envOf([{ ...WELL, takes: 900 }])
    for (const text of ['one', 'two', 'three']) await write(text)
    await write('in the other chat', B)
    await advance(200)
    expect([got(), got(B)]).toEqual([['one'], ['in the other chat']])
    await advance(2_000)
    expect(got()).toEqual(['one', 'two', 'three'])
    expect(calls.every(({ alongside }) => alongside === 0)).toBe(true)
  })

  it('says so when a reply can’t be stored, and sends nothing', async () => {
    const { outbox, advance, setStore, calls, states } = envOf()
    setStore(false)
    const sent = outbox.send(ITEM, A, 'hi')
    await Promise.all([expect(sent).rejects.toThrow('Quota'), advance(MINUTE)])
    expect([calls, states()]).toEqual([[], []])
  })

  it('notifies listeners of every change, and of what was sent', async () => {
    const { outbox, write, advance } = envOf()
    const seen: string[] = []
    const sent: string[] = []
    outbox.subscribe(() => seen.push(...outbox.of(A).map(({ state }) => state.name)))
    outbox.onSent(({ text }, messageId) => sent.push(`${text} ${messageId}`))
    await write('hi')
    await advance(200)
    expect([...new Set(seen)]).toEqual(['queued', 'sending', 'sent'])
    expect(sent).toEqual(['hi 101'])
  })
})

describe('an unknown outcome', () => {
  it.each(['network', 'unavailable', 'malformed', 'nothing'] as const)(
    '%s: the chat is read, and what is there is not sent again',
    async (answer) => {
      const { write, advance, reply, calls, got } = envOf([{ ...ANSWER_LOST, answer }])
      await write('hi')
      await advance(2 * MINUTE)
      expect(reply('hi').state.name).toBe('sent')
      expect([calls.length, got()]).toEqual([1, ['hi']])
    },
  )

  it('is not certain to be absent before the portal must have given up', async () => {
    const { write, advance, reply, calls, got } = envOf([{ ...LOST, runs: 59_000 }])
    await write('late')
    await advance(58_000)
    expect([reply('late').state.name, got()]).toEqual(['verifying', []])
    await advance(10_000)
    expect(reply('late').state.name).toBe('sent')
    expect([calls.length, got()]).toEqual([1, ['late']])
  })

  it('is offered again only once it is certain that it isn’t there', async () => {
    const { outbox, write, advance, reply, got } = envOf([LOST])
    await write('lost')
    await advance(64_000)
    expect(reply('lost').state.name).toBe('verifying')
    await advance(2_000)
    expect(reply('lost').state).toEqual({ name: 'unconfirmed', absent: true })
    outbox.retry(reply('lost').localId)
    await advance(1_000)
    expect([reply('lost').state.name, got()]).toEqual(['sent', ['lost']])
  })

  it('stays unknown while the chat can’t be read, and clears up when it can', async () => {
    const { write, advance, reply, calls, poll, heal } = envOf([ANSWER_LOST], blind())
    await write('fog')
    await advance(70_000)
    expect(reply('fog').state).toEqual({ name: 'unconfirmed', absent: false })
    heal()
    poll()
    await advance(1_000)
    expect([reply('fog').state.name, calls.length]).toEqual(['sent', 1])
  })

  it('is verified automatically when the portal is reached again, even if no tab polls its chat', async () => {
    const { outbox, write, advance, reply, heal } = envOf([LOST], blind())
    await write('fog')
    await advance(70_000)
    heal()
    outbox.setReachable(true)
    await advance(1_000)
    expect(reply('fog').state).toEqual({ name: 'unconfirmed', absent: true })
  })

  it('whose outcome stayed unknown is sent again only after another read', async () => {
    const { outbox, write, advance, reply, calls, heal } = envOf([ANSWER_LOST], blind())
    await write('fog')
    await advance(70_000)
    heal()
    outbox.retry(reply('fog').localId)
    await advance(1_000)
    expect([reply('fog').state.name, calls.length]).toEqual(['sent', 1])
  })

  it('is sent when the operator insists although its outcome is unknown', async () => {
    const sights = blind('forbidden')
    const { outbox, write, advance, reply, got } = envOf([ANSWER_LOST], sights)
    await write('twice, then')
    await advance(70_000)
    outbox.retry(reply('twice, then').localId)
    await advance(1_000)
    expect(got()).toEqual(['twice, then', 'twice, then'])
  })

  it('holds back what was written after it, until it is known', async () => {
    const { write, advance, states, got } = envOf([{ ...ANSWER_LOST, runs: 3_000 }])
    await write('first')
    await write('second')
    await advance(1_000)
    expect([states(), got()]).toEqual([['first verifying', 'second queued'], []])
    await advance(8_000)
    expect(got()).toEqual(['first', 'second'])
  })

  it('is noticed in messages that came in by themselves', async () => {
    const { write, advance, reply, poll } = envOf([{ ...ANSWER_LOST, runs: 7_000 }])
    await write('seen')
    await advance(8_000)
    expect(reply('seen').state.name).toBe('verifying')
    poll()
    await advance(100)
    expect(reply('seen').state.name).toBe('sent')
  })
})

describe('a reply that the portal changed', () => {
  const WRITTEN = 'select one from these'
  const STORED = 'sel ect one fr om these'
  const filter = (text: string) => text.replace('select', 'sel ect').replace('from', 'fr om')

  it('is found, called sent and changed, and never sent again', async () => {
    const { write, advance, reply, calls, got } = envOf([ANSWER_LOST], [], filter)
    await write(WRITTEN)
    await advance(2 * MINUTE)
    expect(reply(WRITTEN).state).toMatchObject({ name: 'sent', changed: true, messageId: 101 })
    expect([calls.length, got()]).toEqual([1, [STORED]])
  })

  it('stays unknown while another one with the same letters is open', async () => {
    const { write, advance, reply, outbox, calls } = envOf([ANSWER_LOST, ANSWER_LOST], blind().slice(0, 1), filter)
    await write('select from')
    await write('sel ect fr om')
    await advance(1_000)
    outbox.prioritize(reply('sel ect fr om').localId)
    await advance(5 * MINUTE)
    expect([reply('select from').state, reply('sel ect fr om').state]).toEqual([
      { name: 'unconfirmed', absent: false },
      { name: 'unconfirmed', absent: false },
    ])
    expect(calls.length).toBe(2)
  })

  it('is kept for a day, so that its message can tell', async () => {
    const { write, advance, reply, disk } = envOf([ANSWER_LOST], [], filter)
    await write(WRITTEN)
    await advance(60 * MINUTE)
    await write('ok')
    await advance(MINUTE)
    expect(reply(WRITTEN).state).toMatchObject({ changed: true })
    await advance(24 * 60 * MINUTE)
    await write('later')
    await advance(MINUTE)
    expect(disk.get(A)?.map(({ text }) => text)).not.toContain(WRITTEN)
  })

  it('is recognised by a poll even where an older build has called it absent', async () => {
    const { write, advance, reply, disk, poll } = envOf([ANSWER_LOST], blind('forbidden'), filter)
    await write(WRITTEN)
    await advance(MINUTE / 2)
    disk.set(A, [{ ...reply(WRITTEN), state: { name: 'unconfirmed', absent: true } }])
    await write('later')
    poll()
    await advance(MINUTE)
    expect(reply(WRITTEN).state).toMatchObject({ name: 'sent', changed: true })
  })

  it('leaves an absent one alone where a later message has its very text', async () => {
    const { write, advance, reply, executed, poll } = envOf([LOST])
    await write(WRITTEN)
    await advance(3 * MINUTE)
    expect(reply(WRITTEN).state).toMatchObject({ absent: true })
    executed.push({
      id: 900 as MessageId,
      chatId: A,
      text: WRITTEN,
      isFile: false,
      call: 9,
      at: reply(WRITTEN).createdAt,
    })
    poll()
    await advance(MINUTE)
    expect(reply(WRITTEN).state).toMatchObject({ name: 'unconfirmed', absent: true })
  })
})

describe('the same text twice', () => {
  it('are two replies: neither is taken for the other', async () => {
    const { write, advance, states, got } = envOf([WELL, LOST])
    await write('ok')
    await advance(500)
    await write('ok')
    await advance(2 * MINUTE)
    expect([states(), got()]).toEqual([['ok sent', 'ok unconfirmed'], ['ok']])
  })
})

describe('a call that something below us repeated', () => {
  it('is shown: the answer has one id, the chat has all', async () => {
    const { write, advance, reply, poll, executed } = envOf([{ ...WELL, copies: 3 }])
    await write('thrice')
    await advance(500)
    poll()
    await advance(100)
    const { state } = reply('thrice')
    expect(state.name === 'sent' && state.copies.toSorted((a, b) => a - b)).toEqual(executed.map(({ id }) => id))
    expect(executed).toHaveLength(3)
  })

  it('is not sent once more when the last copy was refused', async () => {
    const { write, advance, reply, executed } = envOf([{ copies: 2, runs: 20, answer: 'limit', takes: 60 }])
    await write('once is enough')
    await advance(MINUTE)
    expect(reply('once is enough').state.name).toBe('sent')
    expect(new Set(executed.map(({ call }) => call)).size).toBe(1)
  })
})

describe('refusals', () => {
  it('are final, and hold back what follows: it may make no sense alone', async () => {
    const { outbox, write, advance, reply, states, got } = envOf([REFUSED])
    await write('no')
    await write('and so on')
    await advance(10 * MINUTE)
    expect(states()).toEqual(['no rejected', 'and so on queued'])
    expect(reply('no').state).toMatchObject({ rejection: { reason: 'not-active', code: 'CHAT_NOT_IN_CRM' } })
    outbox.retry(reply('no').localId)
    await advance(500)
    expect(got()).toEqual(['no', 'and so on'])
  })

  it('give way when the operator throws them away, or wants the next one sent now', async () => {
    const { outbox, write, advance, reply, states } = envOf([REFUSED, WELL])
    for (const text of ['no', 'next', 'last']) await write(text)
    await advance(200)
    outbox.prioritize(reply('next').localId)
    await advance(200)
    expect(states()).toEqual(['no rejected', 'next sent', 'last queued'])
    outbox.discard(reply('no').localId)
    await advance(200)
    expect(states()).toEqual(['next sent', 'last sent'])
  })

  it('take the end of the queue when something has overtaken them', async () => {
    const { outbox, write, advance, reply, got } = envOf([REFUSED, WELL])
    await write('no')
    await write('next')
    await advance(200)
    outbox.prioritize(reply('next').localId)
    await advance(200)
    outbox.retry(reply('no').localId)
    await advance(200)
    expect(got()).toEqual(['next', 'no'])
  })

  it('come back for editing: the text is kept before the reply is gone', async () => {
    const { outbox, write, advance, reply, disk } = envOf([REFUSED])
    await write('typo')
    await advance(200)
    const kept: [text: string, stillStored: boolean][] = []
    outbox.withdraw(reply('typo').localId, (text) => kept.push([text, disk.has(A)]))
    await advance(10)
    expect([kept, disk.has(A)]).toEqual([[['typo', true]], false])
  })

  it('can’t be taken back by two tabs at once', async () => {
    const { outbox, open, outboxOf, write, advance, reply } = envOf([REFUSED])
    const other = outboxOf(open())
    await write('typo')
    await advance(200)
    const kept: string[] = []
    for (const each of [outbox, other]) each.withdraw(reply('typo').localId, (text) => kept.push(text))
    await advance(10)
    expect(kept).toEqual(['typo'])
  })

  it('what is under way can be neither thrown away nor taken back', async () => {
    const { outbox, write, advance, reply, got } = envOf([{ ...WELL, takes: 500 }])
    await write('too late')
    outbox.discard(reply('too late').localId)
    outbox.withdraw(reply('too late').localId, () => expect.unreachable())
    await advance(1_000)
    expect([reply('too late').state.name, got()]).toEqual(['sent', ['too late']])
  })
})

describe('what waits', () => {
  it('a limit: until it is over, then by itself', async () => {
    const { write, advance, reply, got } = envOf([LIMIT])
    await write('slow down')
    await advance(1_000)
    expect(reply('slow down').state).toMatchObject({ name: 'queued', cause: 'limit', until: expect.any(Number) })
    await advance(5_000)
    expect(got()).toEqual(['slow down'])
  })

  it('a lost sign-in: until a read succeeds', async () => {
    const { write, advance, reply, got } = envOf(
      [SIGNED_OUT],
      [
        { sees: 'sign-in', takes: 20 },
        { sees: 'sign-in', takes: 20 },
      ],
    )
    await write('who are you')
    await advance(8_000)
    expect(reply('who are you').state).toMatchObject({ name: 'queued', cause: 'sign-in' })
    await advance(MINUTE)
    expect(got()).toEqual(['who are you'])
  })

  it('“Send now” does not wait for either', async () => {
    const { outbox, write, advance, reply, got } = envOf([LIMIT])
    await write('at once')
    await advance(200)
    outbox.prioritize(reply('at once').localId)
    await advance(200)
    expect(got()).toEqual(['at once'])
  })

  it('a portal that went away for an hour: one reply is left to the operator, the others never leave', async () => {
    const { outbox, write, advance, states, setUp, poll, reply, got, calls } = envOf()
    setUp(false)
    for (const text of ['one', 'two', 'three']) await write(text)
    await advance(60 * MINUTE)
    expect(states()).toEqual(['one unconfirmed', 'two queued', 'three queued'])
    expect(calls).toHaveLength(1)
    setUp(true)
    poll()
    await advance(1_000)
    expect(reply('one').state).toEqual({ name: 'unconfirmed', absent: true })
    outbox.retry(reply('one').localId)
    await advance(MINUTE)
    expect(got()).toEqual(['one', 'two', 'three'])
  })

  it('with a portal known to be away: nothing goes out, and everything in order when it is back', async () => {
    const { outbox, write, advance, states, setUp, poll, got, calls } = envOf()
    setUp(false)
    outbox.setReachable(false)
    for (const text of ['one', 'two']) await write(text)
    await advance(60 * MINUTE)
    expect([calls, states()]).toEqual([[], ['one queued', 'two queued']])
    setUp(true)
    poll()
    await advance(1_000)
    expect(got()).toEqual(['one', 'two'])
  })

  it('longer than half a morning is no longer sent by itself', async () => {
    const { outbox, write, advance, reply, setUp, poll, got } = envOf()
    setUp(false)
    outbox.setReachable(false)
    await write('good morning')
    await advance(5 * 60 * MINUTE)
    setUp(true)
    poll()
    await advance(MINUTE)
    expect(reply('good morning').state).toMatchObject({ name: 'rejected', rejection: { reason: 'too-old' } })
    outbox.retry(reply('good morning').localId)
    await advance(1_000)
    expect(got()).toEqual(['good morning'])
  })

  it('is not kept for hours by a clock that was set back', async () => {
    const { write, advance, jump, got } = envOf([LIMIT])
    await write('what time is it')
    await advance(200)
    jump(-60 * MINUTE)
    await advance(3 * MINUTE)
    expect(got()).toEqual(['what time is it'])
  })
})

describe('tabs', () => {
  it('a crash while sending: another tab reads the chat, and sends nothing twice', async () => {
    const { tab, open, write, advance, crash, reply, calls, got } = envOf([{ ...WELL, runs: 300, takes: 500 }])
    open()
    await write('who sends me')
    await advance(100)
    crash(tab)
    await advance(MINUTE)
    expect([reply('who sends me').state.name, calls.length, got()]).toEqual(['sent', 1, ['who sends me']])
  })

  it('a crash before the call reached the portal: certain only after the portal’s own limit', async () => {
    const { tab, open, write, advance, crash, reply } = envOf([{ ...LOST, takes: 500 }])
    open()
    await write('lost')
    await advance(100)
    crash(tab)
    await advance(MINUTE)
    expect(reply('lost').state.name).toBe('verifying')
    await advance(10_000)
    expect(reply('lost').state).toEqual({ name: 'unconfirmed', absent: true })
  })

  it('a reload: what waited goes out from the new page', async () => {
    const { tab, outbox, open, write, advance, crash, setUp, got } = envOf()
    setUp(false)
    outbox.setReachable(false)
    await write('kept')
    await advance(1_000)
    crash(tab)
    setUp(true)
    open()
    await advance(1_000)
    expect(got()).toEqual(['kept'])
  })

  it('two of them: one sends, both show', async () => {
    const { open, outboxOf, write, advance, got } = envOf()
    const other = outboxOf(open())
    await Promise.all([write('from one'), other.send(ITEM, A, 'from the other')])
    await advance(1_000)
    expect(got().toSorted()).toEqual(['from one', 'from the other'])
    expect(other.of(A).map(({ state }) => state.name)).toEqual(['sent', 'sent'])
  })

  it('orders given in one reach the sender in another', async () => {
    const { open, outboxOf, write, advance, reply, got } = envOf([LIMIT])
    const other = outboxOf(open())
    await write('urgent')
    await advance(500)
    other.prioritize(reply('urgent').localId)
    await advance(500)
    expect(got()).toEqual(['urgent'])
  })
})

describe('what was sent', () => {
  it('is forgotten after a while; of the newest one the number stays', async () => {
    const { write, advance, states } = envOf([], [CLEAR])
    await write('older')
    await write('old')
    await advance(11 * MINUTE)
    await write('new')
    expect(states()).toEqual([' sent', 'new sending'])
    await advance(11 * MINUTE)
    await write('newest')
    expect(states()).toEqual([' sent', 'newest sending'])
  })
})

describe('files', () => {
  const filesIn = (outcomes: ScriptedOutcome[] = []) => {
    const env = envOf(outcomes)
    const attach = async (...names: string[]) => {
      const files = names.map((name) => new File(['123456789'], name))
      await Promise.all([env.outbox.sendFiles(ITEM, A, files), env.advance(5)])
    }
    const idOf = (name: string) => {
      const found = env.disk.get(A)?.find(({ file }) => file?.name === name)
      if (!found) throw new Error(`${name} is not in the outbox`)
      return found.localId
    }
    return { ...env, attach, idOf }
  }

  it('go out one by one, in their order, and leave no bytes behind', async () => {
    const { attach, advance, got, kept, states } = filesIn()
    await attach('a.pdf', 'b.pdf', 'c.pdf')
    expect(kept()).toBe(3)
    await advance(1_000)
    expect(got()).toEqual(['a.pdf', 'b.pdf', 'c.pdf'])
    expect([kept(), states()]).toEqual([0, ['a.pdf sent', 'b.pdf sent', 'c.pdf sent']])
  })

  it('are stored together or not at all', async () => {
    const { outbox, setStore, advance, disk, kept } = filesIn()
    setStore(false)
    const stored = outbox.sendFiles(ITEM, A, [new File(['1'], 'a'), new File(['2'], 'b')]).then(
      () => 'stored',
      () => 'not stored',
    )
    await advance(5)
    expect([await stored, disk.size, kept()]).toEqual(['not stored', 0, 0])
  })

  it('that were sent together don’t wait for one that is refused; what was written after them does', async () => {
    const { attach, write, advance, got, outbox, idOf, states } = filesIn([REFUSED])
    await attach('a.pdf', 'b.pdf')
    await write('Here they are')
    await advance(1_000)
    expect(states()).toEqual(['a.pdf rejected', 'b.pdf sent', 'Here they are queued'])
    outbox.retry(idOf('a.pdf'))
    await advance(5_000)
    expect(got()).toEqual(['b.pdf', 'Here they are', 'a.pdf'])
  })

  it('of other messages wait for each other like any reply', async () => {
    const { attach, advance, states } = filesIn([REFUSED])
    await attach('a.pdf')
    await attach('b.pdf')
    await advance(1_000)
    expect(states()).toEqual(['a.pdf rejected', 'b.pdf queued'])
  })

  const SLOW: ScriptedOutcome = { copies: 1, runs: 'never', answer: 'nothing', takes: 0 }

  it('cancelled while being sent block no others, and are removed once they certainly aren’t there', async () => {
    const { attach, write, advance, got, outbox, idOf, states, kept } = filesIn([SLOW])
    await attach('film.mp4')
    await write('Never mind')
    await advance(500)
    expect(outbox.progressOf(idOf('film.mp4'))).toBe(0)
    outbox.cancelUpload(idOf('film.mp4'))
    await advance(500)
    expect(states()).toEqual(['film.mp4 verifying', 'Never mind sent'])
    await advance(70_000)
    expect([states(), got(), kept()]).toEqual([['Never mind sent'], ['Never mind'], 0])
  })

  it('cancelled too late are there, and called sent', async () => {
    const { attach, advance, outbox, idOf, states, poll } = filesIn([{ ...SLOW, runs: 400 }])
    await attach('film.mp4')
    await advance(300)
    outbox.cancelUpload(idOf('film.mp4'))
    await advance(3_000)
    poll()
    await advance(100)
    expect(states()).toEqual(['film.mp4 sent'])
  })

  it('whose bytes the browser has lost are rejected with that reason', async () => {
    const { attach, advance, disk, loseBytes } = filesIn([LIMIT])
    await attach('a.pdf')
    await advance(100)
    loseBytes()
    await advance(20_000)
    expect(disk.get(A)?.[0]?.state).toMatchObject({ name: 'rejected', rejection: { reason: 'file-gone' } })
  })
})
