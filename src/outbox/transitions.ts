import type { ReplyState } from '@/domain/outgoing-message'

export type StateName = ReplyState['name']

/** States that an event applies to, and the state it leads to; `removed` = the reply leaves the queue. */
export interface Transition {
  readonly from: readonly StateName[]
  readonly to: StateName | 'removed'
}

/**
 * Every event of a stored reply. `queue.ts` makes every change of a state by this table: an event in any other state leaves the queue
 * unchanged, because another tab may have been first. outbox.md explains each row; transitions.test.ts compares all three.
 */
export const ALLOWED_TRANSITIONS = {
  /** The call starts. */
  begin: { from: ['queued'], to: 'sending' },
  /** Certainly not executed, and tried again automatically. */
  postpone: { from: ['queued', 'sending'], to: 'queued' },
  /** The cause of its wait is over, or the clock was set back. */
  release: { from: ['queued'], to: 'queued' },
  /** Send now. */
  prioritize: { from: ['queued'], to: 'queued' },
  /** Retry, or Send again. */
  retry: { from: ['rejected', 'unconfirmed'], to: 'queued' },
  /** The portal answered with an id, or the reply was found in the chat. */
  confirm: { from: ['queued', 'sending', 'verifying', 'unconfirmed'], to: 'sent' },
  /** More messages of the chat turned out to be this reply. */
  addCopies: { from: ['sent'], to: 'sent' },
  /** Certainly not executed, and not tried again automatically. */
  reject: { from: ['queued', 'sending'], to: 'rejected' },
  /** The call ended without a known outcome. */
  loseOutcome: { from: ['sending'], to: 'verifying' },
  /** The upload was cancelled. */
  cancel: { from: ['sending'], to: 'verifying' },
  /** The tab that was sending it is gone. */
  recover: { from: ['sending'], to: 'verifying' },
  /** Check again, or the portal can be reached again. */
  verifyAgain: { from: ['unconfirmed'], to: 'verifying' },
  /** Verification ended without a match: the operator decides. */
  leaveToOperator: { from: ['queued', 'sending', 'verifying'], to: 'unconfirmed' },
  /** Messages received by polling prove that it isn't in the chat. */
  markAbsent: { from: ['unconfirmed'], to: 'unconfirmed' },
  /** Edit, or Discard. */
  remove: { from: ['queued', 'rejected', 'unconfirmed'], to: 'removed' },
  /** A cancelled upload is certainly not in the chat. */
  forgetCancelled: { from: ['verifying', 'unconfirmed'], to: 'removed' },
  /** It was sent long ago. */
  forgetSent: { from: ['sent'], to: 'removed' },
} as const satisfies Readonly<Record<string, Transition>>

export type TransitionName = keyof typeof ALLOWED_TRANSITIONS

export const isAllowed = (event: TransitionName, from: StateName): boolean =>
  (ALLOWED_TRANSITIONS[event].from as readonly StateName[]).includes(from)
