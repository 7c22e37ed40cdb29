import { makeAsking } from '@/ui/asking'

/** Asks how the open conversation is to be exported. */
export const { ask: askExport, onAsked: onExportAsked } = makeAsking()
