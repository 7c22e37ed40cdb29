import { later } from '@/ui/later'

/** MessageExtras, sent for by the first message that has any: few have. */
export const MessageExtras = later(async () => (await import('./message-extras')).MessageExtras)

/** MessageHead, sent for by the first message that was passed on or is a form. */
export const MessageHead = later(async () => (await import('./message-head')).MessageHead)
