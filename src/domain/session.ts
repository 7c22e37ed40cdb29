import type { Chat, ChatState, Dialog } from './chat'
import type { UserId } from './ids'

/**
 * The state of a chat: no method gives it outright, it follows from the dialog and the list of active chats
 * (imopenlines.crm.chat.get with ACTIVE_ONLY Y: session status 10 to 49). `status` = the portal's own number where it is told (0 to 75).
 */
export const chatState = (active: boolean, dialog: Dialog | null, status: number | null = null): ChatState => {
  if (active) return 'work'
  // The number comes with every look, the details only now and then: they may still tell of the open session.
  if (status !== null && status >= 60) return 'closed'
  if (status === 50) return 'closing'
  // The number of one's own waiting chats comes before their details do.
  if (!dialog) return status !== null && status < 10 ? 'queue' : 'unknown'
  if (dialog.sessionId === null) return 'closed'
  if (dialog.ownerId === null) return 'queue'
  return dialog.closing ? 'closing' : 'assigned'
}

/**
 * What stands between the operator and a reply. `ready` = imopenlines.crm.message.add will take it;
 * every other answer names the one step that makes it possible, or says that there is none.
 */
export type ReplyGate =
  | { readonly kind: 'ready' }
  | { readonly kind: 'loading' }
  /** In the queue, or assigned to somebody who has not accepted: imopenlines.operator.answer. */
  | { readonly kind: 'answer'; readonly waitingSince: number | null; readonly assignedTo: UserId | null }
  /** Somebody else leads it and the caller isn't in it: imopenlines.session.join or imopenlines.session.intercept. */
  | { readonly kind: 'join'; readonly ownerName: string | null; readonly ownerId: UserId | null }
  /** imopenlines.session.start. */
  | { readonly kind: 'closed' }
  /** Waits for the rating; imopenlines.message.session.start opens a new session. */
  | { readonly kind: 'closing' }
  /** The channel's reply window is over. */
  | { readonly kind: 'window-over'; readonly since: number; readonly reason: string | null }
  /** Details are refused: nothing can be offered. */
  | { readonly kind: 'no-right' }

/** Decides the gate for a chat. `joined`: the caller is known to be in the chat; null = not known yet. `now` in unix ms. */
export const replyGate = (chat: Chat, me: UserId, joined: boolean | null, now: number): ReplyGate => {
  const dialog = chat.dialog
  if (!dialog) return chat.detailsRefused ? { kind: 'no-right' } : { kind: 'loading' }
  if (chat.state === 'closed') return { kind: 'closed' }
  if (chat.state === 'closing') return { kind: 'closing' }
  if (chat.state === 'queue') return { kind: 'answer', waitingSince: chat.waitingSince, assignedTo: null }
  if (chat.state === 'assigned') return { kind: 'answer', waitingSince: chat.waitingSince, assignedTo: dialog.ownerId }
  const inside = dialog.ownerId === me || joined === true
  if (!inside) {
    return joined === null && dialog.joined === null
      ? { kind: 'loading' }
      : { kind: 'join', ownerName: chat.operatorName, ownerId: dialog.ownerId }
  }
  if (dialog.replyBlockedFrom !== null && dialog.replyBlockedFrom <= now)
    return { kind: 'window-over', since: dialog.replyBlockedFrom, reason: dialog.replyBlockReason }
  return { kind: 'ready' }
}
