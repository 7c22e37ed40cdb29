import { makeAsking } from '@/ui/asking'

/** Opens the filters of the list. */
export const { ask: askFilters, onAsked: onFiltersAsked } = makeAsking()
