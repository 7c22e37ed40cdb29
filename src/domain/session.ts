import type { Chat, ChatState, Dialog } from './chat'
import type { ChatActionName } from './chat-actions'
import type { SessionId, UserId } from './ids'
import { isInside } from './membership'
import type { Message } from './message'

/** Sessions that system messages among these name: each opens or closes one (`/online/?IM_HISTORY=imol|<id>`). */
export const sessionsNamed = (messages: readonly Message[]): readonly SessionId[] => [
  ...new Set(messages.flatMap(({ session }) => session?.sessionId ?? [])),
]

/**
 * The session to read next, going back: the newest known one that is older than everything shown. `shown`: sessions on screen;
 * `refused`: those that may not be read. null = none is known.
 */
export const sessionBefore = (
  known: readonly SessionId[],
  shown: readonly SessionId[],
  refused: readonly SessionId[],
): SessionId | null => {
  const oldest = Math.min(...shown)
  const left = known.filter((id) => id < oldest && !refused.includes(id))
  return left.length === 0 ? null : left.reduce((a, b) => (b > a ? b : a))
}

/**
 * The state of a chat: no method gives it outright, it follows from the dialog and the list of active chats
 * (imopenlines.crm.chat.get with ACTIVE_ONLY Y: session status 10 to 49). `status` = the portal's own number where it is told (0 to 75).
 */
export const chatState = (active: boolean, dialog: Dialog | null, status: number | null = null): ChatState => {
  if (active) return 'work'
  // The number comes with every refresh, the details less often: they may still have the open session.
  if (status !== null && status >= 60) return 'closed'
  if (status === 50) return 'closing'
  // The number of one's own waiting chats comes before their details do.
  if (!dialog) return status !== null && status < 10 ? 'queue' : 'unknown'
  // A client who writes in a closed chat opens a session that the details know nothing of yet.
  if (dialog.sessionId === null) return status !== null && status < 10 ? 'queue' : 'closed'
  if (dialog.ownerId === null) return 'queue'
  return dialog.closing ? 'closing' : 'assigned'
}

/**
 * An action that makes a reply possible. restartSession closes the old session and opens a new one: a closing session is still open, and
 * imopenlines.session.start refuses an open one.
 */
export type ReplyPrerequisite = Extract<
  ChatActionName,
  'answer' | 'join' | 'takeOver' | 'startSession' | 'restartSession'
>

/**
 * What stands between the operator and a reply. `ready` = imopenlines.crm.message.add will take it;
 * for every other kind `prerequisitesOf` names the steps that make it possible, if there are any.
 */
export type ReplyAvailability =
  | { readonly kind: 'ready' }
  | { readonly kind: 'loading' }
  /** In the queue, or assigned to somebody who has not accepted. */
  | { readonly kind: 'answer'; readonly waitingSince: number | null; readonly assignedTo: UserId | null }
  /** Somebody else leads it and the caller is not a member. */
  | { readonly kind: 'join'; readonly ownerName: string | null; readonly ownerId: UserId }
  | { readonly kind: 'closed' }
  /** Waits for the rating. */
  | { readonly kind: 'closing' }
  /** The channel's reply window is over: no step opens it, only the client does by writing. */
  | { readonly kind: 'window-over'; readonly since: number; readonly reason: string | null }
  /** The caller reads it through the card and may not join. */
  | { readonly kind: 'read-only'; readonly ownerName: string | null }
  /** Details are refused: nothing can be offered. */
  | { readonly kind: 'no-right' }

/** The steps that make a reply possible, the one that Enter takes first; none where no step helps or none is needed. */
export const prerequisitesOf = (availability: ReplyAvailability): readonly ReplyPrerequisite[] => {
  if (availability.kind === 'answer') return ['answer']
  if (availability.kind === 'join') return ['join', 'takeOver']
  if (availability.kind === 'closed') return ['startSession']
  return availability.kind === 'closing' ? ['restartSession'] : []
}

/** What stands between the caller and a reply. `joined`: they are a member of the chat; null = not known yet. `now`: unix ms. */
export const replyAvailability = (chat: Chat, me: UserId, joined: boolean | null, now: number): ReplyAvailability => {
  const { dialog, state } = chat
  if (!dialog) return chat.detailsRefused ? { kind: 'no-right' } : { kind: 'loading' }
  const inside = isInside(chat, me, joined)
  const open = state !== 'closed' && state !== 'closing'
  if (open && !inside && dialog.mayJoin === false) return { kind: 'read-only', ownerName: chat.operatorName }
  // First of all: whoever answers or joins such a chat could not write all the same.
  if (dialog.replyBlockedFrom !== null && dialog.replyBlockedFrom <= now)
    return { kind: 'window-over', since: dialog.replyBlockedFrom, reason: dialog.replyBlockReason }
  if (state === 'closed') return { kind: 'closed' }
  if (state === 'closing') return { kind: 'closing' }
  if (state === 'queue') return { kind: 'answer', waitingSince: chat.waitingSince, assignedTo: null }
  if (state === 'assigned') return { kind: 'answer', waitingSince: chat.waitingSince, assignedTo: dialog.ownerId }
  // The list already says that somebody took it, the details don't say who: the check before an answer will.
  if (dialog.ownerId === null) return { kind: 'answer', waitingSince: chat.waitingSince, assignedTo: null }
  if (inside) return { kind: 'ready' }
  return joined === null && dialog.joined === null
    ? { kind: 'loading' }
    : { kind: 'join', ownerName: chat.operatorName, ownerId: dialog.ownerId }
}
