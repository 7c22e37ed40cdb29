/** A typed event: `emit` and `on`. */
export interface EventChannel<Args extends readonly unknown[]> {
  readonly emit: (...request: Args) => void
  /** Adds a listener; returns a function that removes it. */
  readonly on: (listener: (...request: Args) => void) => () => void
}

/** Creates an event; without listeners `emit` has no effect. */
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
