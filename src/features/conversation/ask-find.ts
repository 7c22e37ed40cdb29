const bars = new Set<() => void>()

/** Opens the search in the open conversation. */
export const askFind = (): void => {
  for (const bar of bars) bar()
}

/** Hears that somebody wants to search, until the function it returns is called. */
export const onFindAsked = (bar: () => void): (() => void) => {
  bars.add(bar)
  return () => void bars.delete(bar)
}
