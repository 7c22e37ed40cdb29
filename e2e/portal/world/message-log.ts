import type { Message } from './message.ts'

/** Messages that are generated when they are read: ids are `firstId + index`. */
export interface LazyMessages {
  readonly count: number
  readonly firstId: number
  readonly make: (index: number) => Message
}

/**
 * The messages of one chat in order of id. A chat of 100,000 messages starts as a generator (`lazy`) and costs nothing
 * until it is read; later messages are kept in a plain list behind it.
 */
export class MessageLog {
  readonly #lazy: LazyMessages | undefined
  readonly #made = new Map<number, Message>()
  readonly #tail: Message[] = []

  constructor(lazy?: LazyMessages) {
    this.#lazy = lazy
  }

  get length(): number {
    return (this.#lazy?.count ?? 0) + this.#tail.length
  }

  /** Appends; the id must be larger than every id before. */
  push(message: Message): void {
    if (message.id <= this.lastId) throw new Error(`Message ${message.id} is out of order`)
    this.#tail.push(message)
  }

  /** Message by position, oldest first. */
  at(index: number): Message | undefined {
    if (index < 0) return undefined
    const lazy = this.#lazy
    if (!lazy || index >= lazy.count) return this.#tail[index - (lazy?.count ?? 0)]
    let message = this.#made.get(index)
    if (!message) {
      message = lazy.make(index)
      this.#made.set(index, message)
    }
    return message
  }

  get last(): Message | undefined {
    return this.at(this.length - 1)
  }

  get lastId(): number {
    return this.last?.id ?? 0
  }

  /** Position of the first message whose id is at least `id` (`length` when there is none). */
  indexFrom(id: number): number {
    const lazy = this.#lazy
    if (lazy && id < lazy.firstId + lazy.count) return Math.max(0, id - lazy.firstId)
    let low = 0
    let high = this.#tail.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.#tail[middle]?.id ?? 0) < id) low = middle + 1
      else high = middle
    }
    return (lazy?.count ?? 0) + low
  }

  /** Message by id. */
  get(id: number): Message | undefined {
    const message = this.at(this.indexFrom(id))
    return message?.id === id ? message : undefined
  }

  /** Messages from position `from` up to, not including, `to`. */
  slice(from: number, to: number = this.length): Message[] {
    const found: Message[] = []
    for (let index = Math.max(0, from); index < Math.min(to, this.length); index += 1) {
      const message = this.at(index)
      if (message) found.push(message)
    }
    return found
  }
}
