// `npm run bench:replies [-- count] [-- seed]`: replies through a portal that fails a third of the time in every way it knows; then the same
// with a form-sending tab of an older build beside, whose texts the portal's protective filter changes.
import { pathToFileURL } from 'node:url'
import type { CrmItem } from '../../src/domain/crm'
import type { ChatId, UserId } from '../../src/domain/ids'
import { pageLock } from '../../src/lib/locks'
import { hasSameLetters, type OutgoingReply, type SendWatermark } from '../../src/domain/outgoing-message'
import { createSealing } from '../../src/lib/sealing'
import { type ChatExcerpt, excerptOf, findSentMessage, readSince } from '../../src/outbox/send-verification'
import { openIdbStore } from '../../src/outbox/idb-store'
import { createOutbox } from '../../src/outbox/outbox'
import type { OutboxEnv } from '../../src/outbox/outbox-env'
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
import { openOlderTab } from './older-tab.ts'
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
  /** Stored with a text that the protective filter has changed. */
  readonly changed: number
  /** Called absent by the newer tab at a moment when the portal had it. */
  readonly falselyAbsent: number
  /** How often the older tab was closed while it was sending. */
  readonly closings: number
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

/** How often the older tab is closed while it sends. */
const CLOSING_RATE = 1 / 40
/** Time between two polls of a chat (ms). */
const POLL_MS = 5_000

/**
 * Sends `count` replies, spread over all chats of one operator; every third call and every third read fails. `isOlderBeside`: two of three
 * replies are written in a tab of an older build. The operator decides in the newer one, and has seen what its last poll brought.
 */
export const manyReplies = async (
  count: number,
  seed: number,
  tell: (words: string) => void,
  isOlderBeside = false,
): Promise<ManyReplies> => {
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
    /** The portal's clock runs at its own speed. */
    const onPortalClock = ({ since, after }: SendWatermark): SendWatermark => ({
      since: start + (since - start) / SPEED,
      after,
    })
    const findInExcerpt = (read: ChatExcerpt, reply: OutgoingReply, claimed: ReadonlySet<number>) =>
      findSentMessage(read, me, { ...reply, watermark: onPortalClock(reply.watermark) }, claimed)
    const formRest = { ...rest, write: rest.call }
    const send = (by: typeof rest, { item, chatId, text }: Parameters<OutboxEnv['send']>[0]) => {
      calls += 1
      maybeFail(SEND)
      return traced(text, 'call', sendReply(by, item, chatId, me, text))
    }
    const storeName = `many-replies-${seed}-${isOlderBeside}`
    const sealing = createSealing([crypto.getRandomValues(new Uint8Array(32))])
    const env: OutboxEnv = {
      store: await openIdbStore(storeName, sealing),
      lock: pageLock(),
      send: (reply) => send(rest, reply),
      upload: () => Promise.reject(new Error('No files are sent here')),
      find: async (reply, claimed) => {
        reads += 1
        maybeFail(READ)
        const reading = readSince(reader, reply.chatId, reply.watermark).then((read) =>
          findInExcerpt(read, reply, claimed),
        )
        return traced(reply.text, 'look', reading)
      },
      newest: (chatId) => portal.world.state.chat(chatId)?.messages.lastId ?? 0,
      online: () => true,
      now: () => Math.trunc(start + (performance.now() - began) * SPEED),
      elapsed: () => performance.now() * SPEED,
      newId: () => `r${(ids += 1)}`,
      wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms / SPEED)),
    }
    const outbox = createOutbox(env)

    let closings = 0
    const openOlder = async () => {
      const tab = openOlderTab({
        ...env,
        store: await openIdbStore(storeName, sealing),
        send: (reply) => {
          const answer = send(formRest, reply)
          if (random.next() >= CLOSING_RATE) return answer
          answer.catch(() => undefined)
          closings += 1
          tab.close()
          older = openOlder()
          return new Promise(() => undefined)
        },
      })
      return tab
    }
    let older = isOlderBeside ? openOlder() : null
    const openTab = async () => {
      if (!older) return outbox
      let tab = await older
      while (tab.isClosed()) tab = await older
      return tab.outbox
    }
    const messagesOf = (chatId: ChatId) => portal.world.state.chat(chatId)?.messages.slice(0) ?? []
    const isThere = (chatId: ChatId, text: string) => messagesOf(chatId).some((one) => hasSameLetters(text, one.text))
    /** What the newer tab's poll of a chat does. */
    const poll = async (chatId: ChatId) => {
      const { window } = await fetchNewestMessages(rest, origin, chatId)
      outbox.onMessagesReceived(chatId, (reply, claimed) => findInExcerpt(excerptOf(window), reply, claimed))
    }
    let polling = isOlderBeside
    const pollAll = async () => {
      while (polling) {
        for (const { chatId } of places)
          if (outbox.of(chatId).some(({ state }) => state.name === 'verifying' || state.name === 'unconfirmed'))
            await poll(chatId).catch(() => undefined)
        await env.wait(POLL_MS)
      }
    }
    const polled = pollAll()

    // The operator: writes when the chat has nothing undecided, and decides what they are asked.
    const decided = new Set<string>()
    let falselyAbsent = 0
    let done = 0
    const findIn = (chatId: ChatId, text: string) => outbox.of(chatId).find((one) => one.text === text)
    /** Retries what is still called absent after another look. */
    const retryAbsent = async (chatId: ChatId, text: string) => {
      if (isOlderBeside) {
        await poll(chatId).catch(() => undefined)
        // Until what the poll found is stored.
        await env.store.change(chatId, (queue) => queue)
      }
      const reply = findIn(chatId, text)
      if (reply?.state.name !== 'unconfirmed' || !reply.state.absent) return
      if (isThere(chatId, text)) falselyAbsent += 1
      decided.add(`${reply.localId} ${reply.attempts}`)
      outbox.retry(reply.localId)
      await env.store.change(chatId, (queue) => queue)
    }
    const writeIn = async ({ chatId, item }: (typeof places)[number], texts: readonly string[]) => {
      for (const [number, text] of texts.entries()) {
        const writer = number % 3 === 2 ? outbox : await openTab()
        await writer.send(item, chatId, text)
        await new Promise<void>((resolve) => {
          let isSeen = false
          let isLooking = false
          const decide = () => {
            const reply = findIn(chatId, text)
            // What another tab has stored arrives a moment later.
            if (!reply && !isSeen) return
            isSeen = true
            if (!reply || reply.state.name === 'sent') {
              stop()
              return resolve()
            }
            const { state, localId } = reply
            if (state.name === 'rejected') {
              decided.add(`${localId} ${reply.attempts}`)
              outbox.retry(localId)
            } else if (state.name === 'unconfirmed' && state.absent && !isLooking) {
              isLooking = true
              void retryAbsent(chatId, text).finally(() => {
                isLooking = false
                decide()
              })
            } else if (state.name === 'unconfirmed' && !state.absent) outbox.verifyAgain(localId)
          }
          const stop = outbox.subscribe(decide)
          decide()
        })
        done += 1
        if (done % 1_000 === 0) tell(`${done} of ${count}, ${((performance.now() - began) / 1000).toFixed(0)} s`)
      }
    }
    const texts = Array.from({ length: count }, (_, index) =>
      isOlderBeside ? `Please select reply ${index + 1} from the list, not more` : `Reply ${index + 1}`,
    )
    await Promise.all(
      places.map((place, index) =>
        writeIn(
          place,
          texts.filter((_, number) => number % places.length === index),
        ),
      ),
    )

    polling = false
    await polled
    const lettersOf = (text: string) => text.replaceAll(/[\s*]/g, '')
    const all = places.flatMap(({ chatId }) => messagesOf(chatId).map(({ text }) => text))
    const times = new Map<string, number>()
    for (const text of all) times.set(lettersOf(text), (times.get(lettersOf(text)) ?? 0) + 1)
    const pending = places.flatMap(({ chatId }) => outbox.of(chatId)).filter(({ state }) => state.name !== 'sent')
    const waiting = new Set(pending.map(({ text }) => text))
    const timesOf = (text: string) => times.get(lettersOf(text)) ?? 0
    return {
      written: count,
      once: texts.filter((text) => timesOf(text) === 1).length,
      never: texts.filter((text) => timesOf(text) === 0).length,
      oftener: texts.filter((text) => timesOf(text) > 1).length,
      waiting: texts.filter((text) => timesOf(text) === 0 && waiting.has(text)).length,
      falselySent: texts.filter((text) => timesOf(text) === 0 && !waiting.has(text)).length,
      changed: all.filter((text) => /sel ect reply \d+ fr om/.test(text)).length,
      falselyAbsent,
      closings,
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
  let isRight = true
  for (const isOlderBeside of [false, true]) {
    if (isOlderBeside) console.log('The same with a form-sending older tab beside, the filter on')
    const result = await manyReplies(count, seed, console.log, isOlderBeside)
    const { failed, seconds, traces, ...counts } = result
    console.table(failed)
    console.table(counts)
    for (const lines of traces) console.log(lines.join('\n  '))
    console.log(`${seconds.toFixed(0)} s`)
    isRight &&= result.once + result.waiting === count && result.falselyAbsent === 0
  }
  // Calls that the portal never answers keep their sockets.
  process.exit(isRight ? 0 : 1)
}
