/** A typed event: `emit` and `on`. */
export interface EventChannel<Args extends readonly unknown[]> {
  readonly emit: (...request: Args) => void
  /** Adds a listener; returns how to remove it. */
  readonly on: (listener: (...request: Args) => void) => () => void
}

/** Makes an event; emitting without listeners does nothing. */
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
