import type { ChatId, MessageId, UserId } from '@/domain/ids'
import { pullMethods } from '../portal/application/pull-methods.ts'
import { PushChannels } from '../portal/push/push-channels.ts'
import { PushServer } from '../portal/push/push-server.ts'
import type { MethodTable } from '../portal/rest/method.ts'
import { OperatingTime } from '../portal/rest/operating-time.ts'
import { RATE_LIMITS, RateBucket } from '../portal/rest/rate-bucket.ts'
import { createWorld } from '../portal/world/world.ts'
import type { Clock } from './clock.ts'

/** A chat of the simulated company: its owner and the times of its messages. */
export interface OfficeChat {
  readonly id: ChatId
  /** In charge and the only operator in it. */
  readonly owner: UserId
  readonly messages: { readonly id: MessageId; readonly at: number; readonly from: 'client' | 'operator' }[]
}

/** Number of the newest message of a chat. */
export const newestOf = (chat: OfficeChat): MessageId => chat.messages.at(-1)!.id

/** One sub-call, or a request of its own. */
export interface OfficeCall<T> {
  readonly method: string
  /** Gives the answer when the portal gets to it. */
  readonly run: () => T
}

/** What came back: answers in order (`over` = the method's time is used up), or null for 503. */
export type OfficeAnswer<T> = readonly (T | 'over')[] | null

/** Way to the portal and back (ms), each. */
const WAY = 40

/** The method table of the local portal, for what its methods cost. */
export function localMethods(): MethodTable {
  const push = new PushServer(new PushChannels('simulation'))
  push.stop()
  return new Map([...createWorld().methods, ...pullMethods(push, () => 'localhost', { pushServer: true })])
}

/** A portal as far as polls are concerned: real limits and costs in virtual time, chats that contain only message ids. */
export class OfficePortal {
  readonly #clock: Clock
  readonly #methods: MethodTable
  readonly #bucket: RateBucket
  readonly #operating: OperatingTime
  readonly #minutes: number[] = []
  readonly #worstOperating = new Map<string, number>()
  #lastMessage = 1_000
  /** Requests by what they were for. */
  readonly purposes = new Map<string, number>()
  /** Requests that were answered 503. */
  refused = 0
  /** Sub-calls answered OPERATION_TIME_LIMIT. */
  overTime = 0

  constructor(clock: Clock, methods: MethodTable) {
    this.#clock = clock
    this.#methods = methods
    this.#bucket = new RateBucket(RATE_LIMITS.standard, () => clock.now)
    this.#operating = new OperatingTime(() => clock.now)
  }

  /** Requests per minute of the day. */
  get minutes(): readonly number[] {
    return this.#minutes
  }

  /** Seconds a method used in its worst ten minutes, by method. */
  get worstOperating(): ReadonlyMap<string, number> {
    return this.#worstOperating
  }

  operating(method: string): number {
    return this.#operating.of(method).seconds
  }

  /** Puts a message into a chat. */
  write(chat: OfficeChat, from: 'client' | 'operator'): MessageId {
    const id = (this.#lastMessage += 1) as MessageId
    chat.messages.push({ id, at: this.#clock.now, from })
    return id
  }

  /** Makes a request with these calls, one after the other; `done` is called with the answer. */
  request<T>(calls: readonly OfficeCall<T>[], done: (answer: OfficeAnswer<T>) => void): void {
    const clock = this.#clock
    const [first] = calls
    const purpose = calls.length === 1 ? (first?.method ?? '') : 'batch'
    this.purposes.set(purpose, (this.purposes.get(purpose) ?? 0) + 1)
    clock.after(WAY, () => {
      const minute = Math.floor(clock.now / 60_000)
      this.#minutes[minute] = (this.#minutes[minute] ?? 0) + 1
      if (!this.#bucket.take('the office')) {
        this.refused += 1
        clock.after(WAY, () => done(null))
        return
      }
      const answers: (T | 'over')[] = []
      const next = (index: number): void => {
        const call = calls[index]
        if (!call) return clock.after(WAY, () => done(answers))
        const seconds = this.#methods.get(call.method.toLowerCase())?.seconds
        if (seconds === undefined) throw new Error(`The local portal has no ${call.method}`)
        if (this.#operating.isUsedUp(call.method)) {
          this.overTime += 1
          answers.push('over')
          return next(index + 1)
        }
        clock.after(seconds * 1000, () => {
          this.#operating.add(call.method, seconds)
          const used = this.#operating.of(call.method).seconds
          this.#worstOperating.set(call.method, Math.max(used, this.#worstOperating.get(call.method) ?? 0))
          answers.push(call.run())
          next(index + 1)
        })
      }
      next(0)
    })
  }
}
