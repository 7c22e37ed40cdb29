/** A wish that is told in one place of the panel and heard in another. */
export interface EventChannel<Wish extends readonly unknown[]> {
  readonly emit: (...wish: Wish) => void
  /** Hears what is asked for, until the function it returns is called. */
  readonly on: (ear: (...wish: Wish) => void) => () => void
}

/** Makes one; nobody hears what is asked for while nobody listens. */
export const createEvent = <Wish extends readonly unknown[] = []>(): EventChannel<Wish> => {
  const listeners = new Set<(...wish: Wish) => void>()
  return {
    emit: (...wish) => {
      for (const ear of listeners) ear(...wish)
    },
    on: (ear) => {
      listeners.add(ear)
      return () => void listeners.delete(ear)
    },
  }
}
