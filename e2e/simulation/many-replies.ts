// `npm run bench:replies [-- count] [-- seed]`: replies through a portal that fails a third of the time in every way it knows.
import { pathToFileURL } from 'node:url'
import type { CrmItem } from '../../src/domain/crm'
import type { ChatId, UserId } from '../../src/domain/ids'
import { pageLock } from '../../src/lib/locks'
import { createSealing } from '../../src/lib/sealing'
import { findSentMessage, readSince } from '../../src/outbox/find-sent-message'
import { openIdbStore } from '../../src/outbox/idb-store'
import { createOutbox } from '../../src/outbox/outbox'
import { fetchNewestMessages } from '../../src/portal/methods/messages'
import { fetchMessageRange } from '../../src/portal/methods/message-history'
import { sendReply } from '../../src/portal/methods/send-message'
import { startPortal } from '../portal/portal.ts'
import type { Portal } from '../portal/types.ts'
import type { FaultRule } from '../portal/rest/faults.ts'
import { canSeeCard } from '../portal/world/access.ts'
import { addMember } from '../portal/world/messages.ts'
import { createRandom } from '../portal/world/random.ts'
import { lastSession } from '../portal/world/state.ts'
import { restOf } from './rest-of.ts'

const SEND = 'imopenlines.crm.message.add'
const READ = 'im.dialog.messages.get'
/** Factor by which the app's waits and time limits are shortened; the portal's work is not. */
const SPEED = 150

/** Every way of failing that a call can meet; of a refusal there are several. */
const faults: readonly Omit<FaultRule, 'method'>[] = [
  { kind: 'delay', ms: 60 },
  { kind: 'refuse', code: 'CHAT_NOT_IN_CRM', status: 400 },
  { kind: 'refuse', code: 'ACCESS_DENIED', status: 403 },
  { kind: 'refuse', code: 'INTERNAL_SERVER_ERROR', status: 500 },
  { kind: 'refuse', code: 'NO_AUTH_FOUND', status: 401 },
  { kind: 'time-limit' },
  { kind: 'null-result' },
  { kind: 'empty-result' },
  { kind: 'wrong-result' },
  { kind: 'drop-before' },
  { kind: 'drop-after' },
  { kind: 'reset-after' },
  { kind: 'hang-after' },
  { kind: 'bad-gateway' },
  { kind: 'bad-gateway-after' },
  { kind: 'html-200' },
  { kind: 'no-time' },
  { kind: 'expire-token' },
  { kind: 'rate-limit' },
]

type RangeArguments = Parameters<typeof fetchMessageRange> extends [unknown, unknown, ...infer Range] ? Range : never

/** What became of the replies. */
export interface ManyReplies {
  readonly written: number
  /** By how often the portal executed them. */
  readonly once: number
  readonly never: number
  readonly oftener: number
  /** Not executed and waiting for the operator, or for their turn behind one that does. */
  readonly waiting: number
  /** Called sent, and not executed. */
  readonly falselySent: number
  /** Decisions that the operator was asked for and made: retry after a refusal, retry of what certainly wasn't there. */
  readonly retried: number
  readonly calls: number
  readonly reads: number
  /** What happened to the replies that were executed more than once, line by line. */
  readonly traces: readonly (readonly string[])[]
  readonly failed: Readonly<Record<string, number>>
  readonly seconds: number
}

const CHATS = 16

/** Chats in work that the caller sits in, each with a card it belongs to. */
const placesOf = ({ world }: Portal, me: number): readonly { chatId: ChatId; item: CrmItem }[] =>
  [...world.state.chats.values()]
    .flatMap((chat) => {
      const status = lastSession(chat)?.status ?? 0
      const item = chat.cards.find((card) => canSeeCard(world.state, me, card))
      if (chat.kind !== 'lines' || status < 10 || status >= 50 || !item) return []
      if (!chat.members.has(me)) addMember(chat, me, true)
      return [{ chatId: chat.id as ChatId, item: { type: item.type, id: item.id } }]
    })
    .slice(0, CHATS)

/** Sends `count` replies, spread over all chats of one operator; every third call and every third read fails. */
export const manyReplies = async (count: number, seed: number, tell: (words: string) => void): Promise<ManyReplies> => {
  const began = performance.now()
  const start = Date.now()
  // The store of a browser; it has to be there before the outbox opens it.
  await import('fake-indexeddb/auto')
  const portal = await startPortal({ appUrl: 'http://localhost/', limits: 'off', tokenSeconds: 86_400 })
  try {
    const random = createRandom(seed)
    const me = portal.world.staff[0]!.id as UserId
    const places = placesOf(portal, me)
    if (places.length < 3) throw new Error('There are too few chats to write in')
    const rest = restOf(portal, me, SPEED)
    const origin = portal.origin
    const failed: Record<string, number> = {}
    const maybeFail = (method: string) => {
      if (random.next() >= 1 / 3) return
      const fault = faults[Math.floor(random.next() * faults.length)]
      if (!fault) return
      const name = fault.code ? `${fault.kind} ${fault.code}` : fault.kind
      failed[name] = (failed[name] ?? 0) + 1
      portal.faults.set({ ...fault, method, times: 1 })
    }
    let reads = 0
    let calls = 0
    const traces = new Map<string, string[]>()
    const traced = async <T>(text: string, what: string, work: Promise<T>): Promise<T> => {
      const from = performance.now()
      const note = (outcome: string) => {
        const lines = traces.get(text) ?? []
        traces.set(text, lines)
        lines.push(`${what} ${from.toFixed(0)} to ${performance.now().toFixed(0)}: ${outcome}`)
      }
      try {
        const value = await work
        note(JSON.stringify(value))
        return value
      } catch (error) {
        note(String(error))
        throw error
      }
    }
    let ids = 0
    const reader = {
      fetchNewestMessages: (chatId: ChatId) => fetchNewestMessages(rest, origin, chatId),
      fetchMessageRange: (...range: RangeArguments) => fetchMessageRange(rest, origin, ...range),
    }
    const outbox = createOutbox({
      store: await openIdbStore(`many-replies-${seed}`, createSealing([crypto.getRandomValues(new Uint8Array(32))])),
      lock: pageLock(),
      send: ({ item, chatId, text }) => {
        calls += 1
        maybeFail(SEND)
        return traced(text, 'call', sendReply(rest, item, chatId, me, text))
      },
      upload: () => Promise.reject(new Error('No files are sent here')),
      find: async (reply, claimed) => {
        reads += 1
        maybeFail(READ)
        const reading = readSince(reader, reply.chatId, reply.watermark).then((read) =>
          findSentMessage(read, me, reply, claimed),
        )
        return traced(reply.text, 'look', reading)
      },
      newest: (chatId) => portal.world.state.chat(chatId)?.messages.lastId ?? 0,
      online: () => true,
      now: () => Math.trunc(start + (performance.now() - began) * SPEED),
      elapsed: () => performance.now() * SPEED,
      newId: () => `r${(ids += 1)}`,
      wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms / SPEED)),
    })

    // The operator: writes when the chat has nothing undecided, and decides what they are asked.
    const decided = new Set<string>()
    let done = 0
    const writeIn = async ({ chatId, item }: (typeof places)[number], texts: readonly string[]) => {
      for (const text of texts) {
        await outbox.send(item, chatId, text)
        await new Promise<void>((resolve) => {
          const decide = () => {
            const reply = outbox.of(chatId).find((one) => one.text === text)
            if (!reply || reply.state.name === 'sent') {
              stop()
              return resolve()
            }
            const { state, localId } = reply
            if (state.name === 'rejected' || (state.name === 'unconfirmed' && state.absent)) {
              decided.add(`${localId} ${reply.attempts}`)
              outbox.retry(localId)
            } else if (state.name === 'unconfirmed') outbox.verifyAgain(localId)
          }
          const stop = outbox.subscribe(decide)
          decide()
        })
        done += 1
        if (done % 1_000 === 0) tell(`${done} of ${count}, ${((performance.now() - began) / 1000).toFixed(0)} s`)
      }
    }
    const texts = Array.from({ length: count }, (_, index) => `Reply ${index + 1}`)
    await Promise.all(
      places.map((place, index) =>
        writeIn(
          place,
          texts.filter((_, number) => number % places.length === index),
        ),
      ),
    )

    const times = new Map<string, number>()
    for (const { chatId } of places)
      for (const { text } of portal.world.state.chat(chatId)?.messages.slice(0) ?? [])
        times.set(text, (times.get(text) ?? 0) + 1)
    const pending = places.flatMap(({ chatId }) => outbox.of(chatId)).filter(({ state }) => state.name !== 'sent')
    const waiting = new Set(pending.map(({ text }) => text))
    const timesOf = (text: string) => times.get(text) ?? 0
    return {
      written: count,
      once: texts.filter((text) => timesOf(text) === 1).length,
      never: texts.filter((text) => timesOf(text) === 0).length,
      oftener: texts.filter((text) => timesOf(text) > 1).length,
      waiting: texts.filter((text) => timesOf(text) === 0 && waiting.has(text)).length,
      falselySent: texts.filter((text) => timesOf(text) === 0 && !waiting.has(text)).length,
      retried: decided.size,
      calls,
      reads,
      traces: texts.filter((text) => timesOf(text) > 1).map((text) => [text, ...(traces.get(text) ?? [])]),
      failed,
      seconds: (performance.now() - began) / 1000,
    }
  } finally {
    await portal.close()
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const count = Number(process.argv[2] ?? 10_000)
  const seed = Number(process.argv[3] ?? Math.trunc(Math.random() * 2 ** 31))
  console.log(`${count} replies, a third of all calls and reads fail, seed ${seed}`)
  const result = await manyReplies(count, seed, console.log)
  const { failed, seconds, traces, ...counts } = result
  console.table(failed)
  console.table(counts)
  for (const lines of traces) console.log(lines.join('\n  '))
  console.log(`${seconds.toFixed(0)} s`)
  // Calls that the portal never answers keep their sockets.
  process.exit(result.once + result.waiting === count ? 0 : 1)
}
