/** A wish that is told in one place of the panel and heard in another. */
export interface Asking<Wish extends readonly unknown[]> {
  readonly ask: (...wish: Wish) => void
  /** Hears what is asked for, until the function it returns is called. */
  readonly onAsked: (ear: (...wish: Wish) => void) => () => void
}

/** Makes one; nobody hears what is asked for while nobody listens. */
export const makeAsking = <Wish extends readonly unknown[] = []>(): Asking<Wish> => {
  const ears = new Set<(...wish: Wish) => void>()
  return {
    ask: (...wish) => {
      for (const ear of ears) ear(...wish)
    },
    onAsked: (ear) => {
      ears.add(ear)
      return () => void ears.delete(ear)
    },
  }
}
