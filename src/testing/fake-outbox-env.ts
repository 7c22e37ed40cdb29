import type { CrmItem } from '@/domain/crm'
import type { ChatId, MessageId, UserId } from '@/domain/ids'
import type { OutgoingReply } from '@/domain/outgoing-message'
import { findSentMessage } from '@/outbox/send-verification'
import { createOutbox, type Outbox } from '@/outbox/outbox'
import type { ReplyQueue } from '@/outbox/queue'
import { wantedBytes } from '@/outbox/store'
import { PortalError } from '@/portal/portal-error'
import { createFakeClock } from './fake-clock'
import { sampleFile, sampleMessage } from './fixtures'

// A browser with tabs, and a portal behind an unreliable connection, in virtual time. For tests.

const ME = 1 as UserId
/** The record of all replies. */
export const ITEM: CrmItem = { type: 'deal', id: 1482 }
export const CHATS = [11 as ChatId, 12 as ChatId] as const

/**
 * Scripted outcome of one call. `copies`: how often the browser sends it (1 = normal).
 * `runs`: the portal executes it (each copy) after this many ms, at most the 60 s it allows. `answer`: what the caller receives for the
 * last copy, `takes` ms after the call; `nothing` = the time limit of the call.
 */
export interface ScriptedOutcome {
  readonly copies: number
  readonly runs: number | 'never'
  readonly answer: 'ok' | 'refused' | 'limit' | 'sign-in' | 'network' | 'unavailable' | 'malformed' | 'nothing'
  readonly takes: number
}
/** Scripted outcome of reading a chat. */
export interface Sight {
  readonly sees: 'all' | 'part' | 'network' | 'limit' | 'sign-in' | 'forbidden'
  readonly takes: number
}

/** A successful call. */
export const WELL: ScriptedOutcome = { copies: 1, runs: 30, answer: 'ok', takes: 50 }
/** A read that returns all messages. */
export const CLEAR: Sight = { sees: 'all', takes: 20 }

/** The content of a reply: its text, or the name of its file. */
export const contentOf = ({ text, file }: Pick<OutgoingReply, 'text' | 'file'>): string => file?.name ?? text

/** One message of the portal's chats. */
export interface Executed {
  readonly id: MessageId
  readonly chatId: ChatId
  /** Text, or the name of the file. */
  readonly text: string
  readonly isFile: boolean
  /** The call that brought it, counted from 1. */
  readonly call: number
  readonly at: number
}

const WRITE_LIMIT = 65_000

/** Size of all files here (bytes). */
const FILE_SIZE = 9
const asMessage = ({ id, text, isFile, at }: Executed) =>
  sampleMessage(id, {
    authorId: ME,
    date: at,
    ...(isFile ? { text: '', files: [sampleFile(id, text, FILE_SIZE)] } : { text }),
  })

const failures = {
  network: () => new PortalError('network', 'NETWORK_ERROR'),
  nothing: () => new PortalError('network', 'REQUEST_TIMEOUT', 408),
  unavailable: () => new PortalError('unavailable', 'ERR_BAD_RESPONSE', 502),
  malformed: () => new PortalError('malformed', 'JSSDK_UNKNOWN_ERROR'),
  refused: () => new PortalError('refused', 'CHAT_NOT_IN_CRM', 400),
  forbidden: () => new PortalError('forbidden', 'ACCESS_ERROR', 403),
  'sign-in': () => new PortalError('sign-in', 'expired_token', 401),
} as const

/** Creates a browser whose tabs share one store and one set of locks, and a portal whose behaviour is scripted call by call. */
export const createFakeOutboxEnv = (
  script: {
    readonly outcomes?: ScriptedOutcome[]
    readonly sights?: Sight[]
    /** What the portal stores for a text. */
    readonly filter?: (text: string) => string
  } = {},
) => {
  const outcomes = [...(script.outcomes ?? [])]
  const sights = [...(script.sights ?? [])]

  const clock = createFakeClock()
  const { after } = clock

  // The portal.
  const executed: Executed[] = []
  const calls: { readonly chatId: ChatId; readonly text: string; readonly tab: number; readonly alongside: number }[] =
    []
  const out = new Map<number, { readonly chatId: ChatId; readonly tab: number }>()
  let up = true
  let ids = 100
  const execute = (chatId: ChatId, text: string, isFile: boolean, call: number) =>
    executed.push({ id: (ids += 1) as MessageId, chatId, text, isFile, call, at: clock.now() })

  const send = (reply: OutgoingReply, tab: number, signal?: AbortSignal): Promise<MessageId> =>
    new Promise((resolve, reject) => {
      const { chatId } = reply
      const text = contentOf(reply)
      // A caller that aborts receives no answer; a request that the portal has received completely is executed nevertheless.
      signal?.addEventListener('abort', () => {
        out.delete(number)
        reject(failures.network())
      })
      const alongside = [...out.values()].filter((call) => call.chatId === chatId && !tabs.get(call.tab)?.dead).length
      calls.push({ chatId, text, tab, alongside })
      const number = calls.length
      out.set(number, { chatId, tab })
      const outcome = up ? (outcomes.shift() ?? WELL) : { ...WELL, runs: 'never' as const, answer: 'network' as const }
      if (outcome.runs !== 'never')
        for (let copy = 0; copy < outcome.copies; copy += 1)
          after(Math.min(outcome.runs + copy, 59_000), () => {
            // A portal that goes down loses the calls that it was executing.
            if (up) execute(chatId, script.filter?.(text) ?? text, reply.file !== undefined, number)
          })
      const limit = outcome.answer === 'nothing' ? WRITE_LIMIT : Math.min(outcome.takes, WRITE_LIMIT)
      const ran = outcome.runs === 'never' ? 0 : Math.min(outcome.runs + outcome.copies - 1, 59_000)
      // Only an executed call can answer with an id; a refusal does not wait for the execution.
      const at = outcome.answer === 'ok' ? Math.max(limit, ran + 1) : limit
      after(at, () => {
        out.delete(number)
        if (outcome.answer === 'limit')
          reject(new PortalError('limit', 'QUERY_LIMIT_EXCEEDED', 503, clock.now() + 5_000))
        else if (outcome.answer !== 'ok') reject(failures[outcome.answer]())
        else {
          const message = executed.findLast(({ call }) => call === number)
          if (message) resolve(message.id)
          else reject(failures.network())
        }
      })
    })

  const find = (reply: Parameters<typeof findSentMessage>[2] & { chatId: ChatId }, claimed: ReadonlySet<number>) =>
    new Promise<ReturnType<typeof findSentMessage>>((resolve, reject) => {
      const sight: Sight = up ? (sights.shift() ?? CLEAR) : { sees: 'network', takes: 20 }
      after(sight.takes, () => {
        if (sight.sees === 'limit')
          return reject(new PortalError('limit', 'QUERY_LIMIT_EXCEEDED', 503, clock.now() + 5_000))
        if (sight.sees !== 'all' && sight.sees !== 'part') return reject(failures[sight.sees]())
        const messages = executed.filter(({ chatId }) => chatId === reply.chatId).map(asMessage)
        const seen = sight.sees === 'all' ? messages : messages.slice(-1)
        resolve(
          findSentMessage({ messages: seen, completeFrom: sight.sees === 'all' ? 0 : Infinity }, ME, reply, claimed),
        )
      })
    })

  // The browser: a store and locks that all tabs share.
  const disk = new Map<ChatId, ReplyQueue>()
  const blobs = new Map<string, Blob>()
  const holders = new Map<string, { readonly tab: number; readonly done: () => void }>()
  const queues = new Map<string, { readonly tab: number; readonly start: () => void }[]>()
  const tabs = new Map<number, { readonly outbox: Outbox; readonly changed: (chatId: ChatId) => void; dead: boolean }>()
  let tabNumber = 0
  let locals = 0
  let storeWorks = true

  const passOn = (name: string) => {
    holders.delete(name)
    queues.get(name)?.shift()?.start()
  }

  /** Opens a tab with its own outbox over the shared store. */
  const open = (): number => {
    const number = (tabNumber += 1)
    let changed: (chatId: ChatId) => void = () => undefined
    const alive = () => tabs.get(number)?.dead !== true
    /** Promises of a closed tab never resolve. */
    const ifAlive = <T>(work: Promise<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        work.then(
          (value) => alive() && resolve(value),
          (error: Error) => alive() && reject(error),
        )
      })
    const outbox = createOutbox({
      store: {
        durable: true,
        all: () => ifAlive(Promise.resolve(new Map(disk))),
        bytes: (localId) => ifAlive(Promise.resolve(blobs.get(localId) ?? null)),
        change: (chatId, work, bytes = []) =>
          ifAlive(
            new Promise((resolve, reject) => {
              if (!alive()) return
              after(1, () => {
                if (!storeWorks) return reject(new Error('QuotaExceededError'))
                const before = disk.get(chatId) ?? []
                const queue = work(before)
                if (queue !== before) {
                  for (const { localId, blob } of bytes) blobs.set(localId, blob)
                  const wanted = wantedBytes(queue)
                  for (const localId of wantedBytes(before)) if (!wanted.has(localId)) blobs.delete(localId)
                  // A real store returns a copy each time.
                  if (queue.length > 0) disk.set(chatId, structuredClone(queue))
                  else disk.delete(chatId)
                  for (const [other, tab] of tabs)
                    if (other !== number && !tab.dead) after(2, () => tab.changed(chatId))
                }
                resolve(disk.get(chatId) ?? [])
              })
            }),
          ),
        onOther: (listener) => {
          changed = (chatId) => alive() && listener(chatId)
        },
      },
      lock: (name, work) =>
        ifAlive(
          new Promise((resolve, reject) => {
            const start = () => {
              if (!alive()) return passOn(name)
              const done = () => {
                if (holders.get(name)?.done === done) passOn(name)
              }
              holders.set(name, { tab: number, done })
              work().finally(done).then(resolve, reject)
            }
            if (!holders.has(name)) return start()
            const queue = queues.get(name) ?? []
            queues.set(name, queue)
            queue.push({ tab: number, start })
          }),
        ),
      send: (reply) => ifAlive(send(reply, number)),
      upload: (reply, _bytes, { signal }) => ifAlive(send(reply, number, signal)),
      find: (reply, claimed) => ifAlive(find(reply, claimed)),
      newest: () => 0,
      online: () => true,
      now: clock.now,
      elapsed: clock.elapsed,
      newId: () => `r${(locals += 1)}`,
      wait: (ms) =>
        ifAlive(
          new Promise((resolve) => {
            after(ms, resolve)
          }),
        ),
    })
    tabs.set(number, { outbox, changed: (chatId) => changed(chatId), dead: false })
    return number
  }

  return {
    executed,
    calls,
    disk,
    advance: clock.advance,
    open,
    outboxOf: (tab: number): Outbox => {
      const found = tabs.get(tab)
      if (!found || found.dead) throw new Error(`Tab ${tab} is closed`)
      return found.outbox
    },
    tabs: (): readonly number[] => [...tabs].filter(([, { dead }]) => !dead).map(([number]) => number),
    /** Closes a tab without warning: its locks go to the next one; its running call is still executed. */
    crash: (tab: number) => {
      const found = tabs.get(tab)
      if (!found) return
      found.dead = true
      for (const [name, queue] of queues)
        queues.set(
          name,
          queue.filter((waiting) => waiting.tab !== tab),
        )
      for (const [name, holder] of holders) if (holder.tab === tab) passOn(name)
    },
    /** Sets the wall clock forward or back. */
    jump: clock.jump,
    setUp: (now: boolean) => {
      up = now
    },
    setStore: (works: boolean) => {
      storeWorks = works
    },
    /** From now on every call succeeds. */
    heal: () => {
      up = true
      storeWorks = true
      outcomes.length = 0
      sights.length = 0
    },
    /** The poll of every tab: the portal was reached, and every tab receives all messages of every chat. */
    poll: () => {
      for (const tab of tabs.values()) {
        if (tab.dead) continue
        tab.outbox.setReachable(up)
        if (!up) continue
        for (const chatId of CHATS) {
          const messages = executed.filter((message) => message.chatId === chatId).map(asMessage)
          tab.outbox.onMessagesReceived(chatId, (reply, claimed) =>
            findSentMessage({ messages, completeFrom: 0 }, ME, reply, claimed),
          )
        }
      }
    },
    states: (chatId: ChatId = CHATS[0]): readonly string[] =>
      (disk.get(chatId) ?? []).map((reply) => `${contentOf(reply)} ${reply.state.name}`),
    /** Number of files with stored bytes. */
    kept: () => blobs.size,
    /** The browser deletes the bytes of all files. */
    loseBytes: () => blobs.clear(),
  }
}
