/** A request that one part of the panel makes and another fulfils, without an import between them. */
export interface EventChannel<Args extends readonly unknown[]> {
  readonly emit: (...request: Args) => void
  /** Subscribes; returns how to unsubscribe. */
  readonly on: (listener: (...request: Args) => void) => () => void
}

/** Creates a channel. A request without a listener is dropped. */
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
