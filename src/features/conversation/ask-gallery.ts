import { makeAsking } from '@/ui/asking'

/** Opens the media and links of the open conversation. */
export const { ask: askGallery, onAsked: onGalleryAsked } = makeAsking()
