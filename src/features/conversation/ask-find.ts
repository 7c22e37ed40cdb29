import { makeAsking } from '@/ui/asking'

/** Opens the search in the open conversation. */
export const { ask: askFind, onAsked: onFindAsked } = makeAsking()
