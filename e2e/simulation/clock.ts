interface Entry {
  readonly at: number
  readonly order: number
  readonly run: () => void
}

/** Virtual time in ms: what is due next runs next, at once. A binary heap; of two entries for one moment the older runs first. */
export class Clock {
  #now = 0
  #order = 0
  readonly #heap: Entry[] = []

  get now(): number {
    return this.#now
  }

  /** Runs `run` at that moment, or now when it has passed. Infinity = never. */
  at(moment: number, run: () => void): void {
    if (moment === Infinity) return
    const heap = this.#heap
    heap.push({ at: Math.max(moment, this.#now), order: (this.#order += 1), run })
    let child = heap.length - 1
    while (child > 0) {
      const parent = (child - 1) >> 1
      if (!isBefore(heap[child]!, heap[parent]!)) break
      swap(heap, child, parent)
      child = parent
    }
  }

  after(ms: number, run: () => void): void {
    this.at(this.#now + ms, run)
  }

  /** Lets time pass until `end`. */
  runUntil(end: number): void {
    while (this.#heap.length > 0 && this.#heap[0]!.at <= end) {
      const { at, run } = this.#pop()
      this.#now = at
      run()
    }
    this.#now = end
  }

  #pop(): Entry {
    const heap = this.#heap
    const first = heap[0]!
    const last = heap.pop()!
    if (heap.length > 0) {
      heap[0] = last
      let parent = 0
      for (;;) {
        let least = parent
        for (const child of [2 * parent + 1, 2 * parent + 2])
          if (child < heap.length && isBefore(heap[child]!, heap[least]!)) least = child
        if (least === parent) break
        swap(heap, parent, least)
        parent = least
      }
    }
    return first
  }
}

const isBefore = (a: Entry, b: Entry): boolean => a.at < b.at || (a.at === b.at && a.order < b.order)

function swap(heap: Entry[], a: number, b: number): void {
  const kept = heap[a]!
  heap[a] = heap[b]!
  heap[b] = kept
}
