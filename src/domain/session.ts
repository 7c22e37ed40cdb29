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
 * The sessions to read next, going back: known ones that are older than everything shown, the newest first. `shown`: sessions on screen;
 * `refused`: those that may not be read.
 */
export const sessionsBefore = (
  known: readonly SessionId[],
  shown: readonly SessionId[],
  refused: readonly SessionId[],
): readonly SessionId[] => {
  const oldest = Math.min(...shown)
  return [...new Set(known)].filter((id) => id < oldest && !refused.includes(id)).toSorted((a, b) => b - a)
}

/**
 * The state of a chat. No method returns it: it follows from the dialog and the list of active chats
 * (imopenlines.crm.chat.get with ACTIVE_ONLY Y: session status 10 to 49; null = not read yet). `status` = the portal's own number where it
 * is known (0 to 75).
 */
export const chatState = (active: boolean | null, dialog: Dialog | null, status: number | null = null): ChatState => {
  if (active) return 'work'
  // The number is read with every refresh, the details less often: they may still have the open session.
  if (status !== null && status >= 60) return 'closed'
  if (status === 50) return 'closing'
  // For the caller's own waiting chats the number is known before the details.
  if (!dialog) return status !== null && status < 10 ? 'queue' : 'unknown'
  // A client who writes in a closed chat opens a session that is missing in older details.
  if (dialog.sessionId === null) return status !== null && status < 10 ? 'queue' : 'closed'
  if (dialog.ownerId === null) return 'queue'
  if (dialog.closing) return 'closing'
  // Without the list of active chats nothing tells whether the owner has accepted it.
  return active === null ? (status !== null && status >= 10 ? 'work' : 'unknown') : 'assigned'
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
 * Whether the operator can reply, or what has to be done first. `ready` = imopenlines.crm.message.add will accept it;
 * for every other kind `prerequisitesOf` names the steps that make it possible, if there are any.
 */
export type ReplyAvailability =
  | { readonly kind: 'ready' }
  | { readonly kind: 'loading' }
  /** In the queue, or assigned to an operator who has not accepted. */
  | { readonly kind: 'answer'; readonly waitingSince: number | null; readonly assignedTo: UserId | null }
  /** A colleague leads it and the caller is not a member. */
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

/**
 * Whether the caller can reply, or what has to be done first. `joined`: they are a member of the chat; null = not known yet. `now`: unix
 * ms.
 */
export const replyAvailability = (chat: Chat, me: UserId, joined: boolean | null, now: number): ReplyAvailability => {
  const { dialog, state } = chat
  if (!dialog) return chat.detailsRefused ? { kind: 'no-right' } : { kind: 'loading' }
  const inside = isInside(chat, me, joined)
  const open = state !== 'closed' && state !== 'closing'
  if (open && !inside && dialog.mayJoin === false) return { kind: 'read-only', ownerName: chat.operatorName }
  // Checked first: answering or joining such a chat would not make a reply possible.
  if (dialog.replyBlockedFrom !== null && dialog.replyBlockedFrom <= now)
    return { kind: 'window-over', since: dialog.replyBlockedFrom, reason: dialog.replyBlockReason }
  if (state === 'closed') return { kind: 'closed' }
  if (state === 'closing') return { kind: 'closing' }
  if (state === 'queue') return { kind: 'answer', waitingSince: chat.waitingSince, assignedTo: null }
  if (state === 'assigned') return { kind: 'answer', waitingSince: chat.waitingSince, assignedTo: dialog.ownerId }
  if (state === 'unknown') return { kind: 'loading' }
  // The list already has an owner that the details lack: the check before an answer reads it.
  if (dialog.ownerId === null) return { kind: 'answer', waitingSince: chat.waitingSince, assignedTo: null }
  if (inside) return { kind: 'ready' }
  return joined === null && dialog.joined === null
    ? { kind: 'loading' }
    : { kind: 'join', ownerName: chat.operatorName, ownerId: dialog.ownerId }
}
