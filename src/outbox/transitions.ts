import type { ReplyState } from '@/domain/outgoing-message'

/** Name of a state that a reply can be in. */
export type StateName = ReplyState['name']

/** States that an event applies to, and the state it leads to; `removed` = the reply leaves the queue. */
export interface Transition {
  readonly from: readonly StateName[]
  readonly to: StateName | 'removed'
}

/**
 * Everything that can happen to a stored reply. `queue.ts` makes every change of a state through this table: an event in any other state
 * leaves the queue as it is, because another tab may have been first. outbox.md explains each row; transitions.test.ts compares all three.
 */
export const ALLOWED_TRANSITIONS = {
  /** The call goes out. */
  begin: { from: ['queued'], to: 'sending' },
  /** It was surely not executed, and is tried again by itself. */
  postpone: { from: ['queued', 'sending'], to: 'queued' },
  /** What it waited for is over, or its clock was set back. */
  release: { from: ['queued'], to: 'queued' },
  /** Send now. */
  prioritize: { from: ['queued'], to: 'queued' },
  /** Retry, or Send again. */
  retry: { from: ['rejected', 'unconfirmed'], to: 'queued' },
  /** The portal answered with a number, or the reply was found in the chat. */
  confirm: { from: ['queued', 'sending', 'verifying', 'unconfirmed'], to: 'sent' },
  /** More messages of the chat turned out to be this reply. */
  addCopies: { from: ['sent'], to: 'sent' },
  /** It surely isn't executed and isn't tried again by itself. */
  reject: { from: ['queued', 'sending'], to: 'rejected' },
  /** The call ended without saying whether it was executed. */
  loseOutcome: { from: ['sending'], to: 'verifying' },
  /** The upload was cancelled. */
  cancel: { from: ['sending'], to: 'verifying' },
  /** The tab that sent it is gone. */
  recover: { from: ['sending'], to: 'verifying' },
  /** Check again, or the portal is reached again. */
  verifyAgain: { from: ['unconfirmed'], to: 'verifying' },
  /** Verification ended without finding it: the operator decides. */
  leaveToOperator: { from: ['queued', 'sending', 'verifying'], to: 'unconfirmed' },
  /** Messages that came in by themselves prove that it isn't in the chat. */
  markAbsent: { from: ['unconfirmed'], to: 'unconfirmed' },
  /** Edit, or Discard. */
  remove: { from: ['queued', 'rejected', 'unconfirmed'], to: 'removed' },
  /** A cancelled upload is surely not in the chat. */
  forgetCancelled: { from: ['verifying', 'unconfirmed'], to: 'removed' },
  /** It was sent long ago. */
  forgetSent: { from: ['sent'], to: 'removed' },
} as const satisfies Readonly<Record<string, Transition>>

/** Name of something that happens to a reply. */
export type TransitionName = keyof typeof ALLOWED_TRANSITIONS

/** Whether an event applies to a reply in this state. */
export const isAllowed = (event: TransitionName, from: StateName): boolean =>
  (ALLOWED_TRANSITIONS[event].from as readonly StateName[]).includes(from)
