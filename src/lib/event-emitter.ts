/** A wish that is told in one place of the panel and heard in another. */
export interface EventChannel<Args extends readonly unknown[]> {
  readonly emit: (...request: Args) => void
  /** Hears what is asked for, until the function it returns is called. */
  readonly on: (listener: (...request: Args) => void) => () => void
}

/** Makes one; nobody hears what is asked for while nobody listens. */
export const createEvent = <Args extends readonly unknown[] = []>(): EventChannel<Args> => {
  const listeners = new Set<(...request: Args) => void>()
  return {
    emit: (...request) => {
      for (const listener of listeners) listener(...request)
    },
    on: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
