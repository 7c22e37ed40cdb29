const lists = new Set<() => void>()

/** Opens the filters of the list. */
export const askFilters = (): void => {
  for (const list of lists) list()
}

/** Hears that somebody wants to filter, until the function it returns is called. */
export const onFiltersAsked = (list: () => void): (() => void) => {
  lists.add(list)
  return () => void lists.delete(list)
}
