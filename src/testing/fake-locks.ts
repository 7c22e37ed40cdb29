/** Web Locks of one browser, for tests: exclusive ones, with `signal` and `steal`. */
export const createFakeLocks = (): LockManager => {
  interface Request {
    readonly run: () => void
    readonly fail: (error: DOMException) => void
  }
  const held = new Map<string, Request>()
  const waiting = new Map<string, Request[]>()
  const abortError = () => new DOMException('aborted', 'AbortError')

  const passOn = (name: string) => {
    held.delete(name)
    waiting.get(name)?.shift()?.run()
  }

  const request = (
    name: string,
    { signal, steal }: { signal?: AbortSignal; steal?: boolean },
    callback: () => unknown,
  ): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const mine: Request = {
        run: () => {
          held.set(name, mine)
          Promise.resolve(callback()).then((value) => {
            if (held.get(name) === mine) passOn(name)
            resolve(value)
          }, reject)
        },
        fail: reject,
      }
      if (signal?.aborted) return reject(abortError())
      if (steal) {
        held.get(name)?.fail(abortError())
        return queueMicrotask(mine.run)
      }
      const queue = waiting.get(name) ?? []
      waiting.set(name, queue)
      signal?.addEventListener('abort', () => {
        const place = queue.indexOf(mine)
        if (place === -1) return
        queue.splice(place, 1)
        reject(abortError())
      })
      queue.push(mine)
      queueMicrotask(() => {
        if (!held.has(name)) passOn(name)
      })
    })
  return { request, query: () => Promise.resolve({ held: [], pending: [] }) } as unknown as LockManager
}

/** BroadcastChannel of one browser, for tests: copies messages and delivers them a moment later. */
export const fakeChannels = () => {
  const open = new Map<string, Set<EventTarget>>()
  return class extends EventTarget {
    readonly #name: string
    constructor(name: string) {
      super()
      this.#name = name
      open.set(name, (open.get(name) ?? new Set<EventTarget>()).add(this))
    }
    postMessage(data: unknown): void {
      const copy = structuredClone(data)
      for (const other of open.get(this.#name) ?? [])
        if (other !== this)
          setTimeout(() => other.dispatchEvent(Object.assign(new Event('message'), { data: copy })), 1)
    }
    close(): void {
      open.get(this.#name)?.delete(this)
    }
  }
}
