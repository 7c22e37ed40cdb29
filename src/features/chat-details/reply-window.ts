import type { Dialog } from '@/domain/chat'

/** The channel's reply window; `left` in ms. */
export type ReplyWindow =
  | { readonly kind: 'open'; readonly until: number; readonly left: number }
  | { readonly kind: 'over'; readonly since: number }

/** Until when the channel takes replies; null = it has told no such moment. `now` in unix ms. */
export const replyWindow = (dialog: Dialog, now: number): ReplyWindow | null => {
  const at = dialog.replyBlockedFrom
  if (at === null) return null
  return at > now ? { kind: 'open', until: at, left: at - now } : { kind: 'over', since: at }
}
