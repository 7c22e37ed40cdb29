import type { Chat } from './chat'
import type { UserId } from './ids'
import { isInside } from './membership'

/** What decides whether an action is offered. `joined`: the caller is a member of the chat; null = not known yet. */
export interface ActionFacts {
  readonly chat: Chat
  readonly me: UserId
  readonly joined: boolean | null
}

const isWaiting = ({ chat }: ActionFacts): boolean => chat.state === 'queue' || chat.state === 'assigned'
const isOpen = (facts: ActionFacts): boolean => isWaiting(facts) || facts.chat.state === 'work'
const isMine = ({ chat, me }: ActionFacts): boolean => chat.dialog?.ownerId === me
const isMyWork = (facts: ActionFacts): boolean => facts.chat.state === 'work' && isMine(facts)
const isMember = ({ chat, me, joined }: ActionFacts): boolean => isInside(chat, me, joined)
const isColleagues = (facts: ActionFacts): boolean => {
  const owner = facts.chat.dialog?.ownerId ?? null
  return facts.chat.state === 'work' && owner !== null && owner !== facts.me
}

/** When an action is offered, under the sentence that docs/operator-actions.md has for it. */
const rules = {
  'nobody has accepted the chat': isWaiting,
  'the session is open and the caller’s': (facts) => isOpen(facts) && isMine(facts),
  'the session is open and the caller is in the chat': (facts) => isOpen(facts) && isMember(facts),
  'the session is closed': ({ chat }) => chat.state === 'closed',
  'the session is closed and the portal lets the caller rate it': ({ chat }) =>
    chat.state === 'closed' && chat.dialog?.headVote?.mayRate === true,
  'the session is closing, or open with the caller in the chat': (facts) =>
    facts.chat.state === 'closing' || (isOpen(facts) && isMember(facts)),
  'a colleague leads it': isColleagues,
  'a colleague leads it and the caller is not in it': (facts) => isColleagues(facts) && facts.joined === false,
  'a colleague leads it and the caller is in it': (facts) => isColleagues(facts) && facts.joined === true,
  'the caller leads it and it is not pinned': (facts) => isMyWork(facts) && facts.chat.dialog?.pinned === false,
  'the caller leads it and it is pinned': (facts) => isMyWork(facts) && facts.chat.dialog?.pinned === true,
  'the caller leads it and it has no lead': (facts) =>
    isMyWork(facts) && facts.chat.dialog?.bindings.every(({ type }) => type !== 'lead') === true,
  'silent mode is on and the caller is in the chat': (facts) =>
    isOpen(facts) && isMember(facts) && facts.chat.dialog?.silent === true,
  'the caller is in the chat': isMember,
  'the caller is in the chat and hears of it': (facts) => isMember(facts) && !facts.chat.muted,
  'the caller is in the chat and has muted it': (facts) => isMember(facts) && facts.chat.muted,
} as const satisfies Readonly<Record<string, (facts: ActionFacts) => boolean>>

/** When an action is offered. */
export type AvailabilityRule = keyof typeof rules

/** Whether a rule holds. Never before the chat's details are known. */
export const ruleHolds = (rule: AvailabilityRule, facts: ActionFacts): boolean =>
  facts.chat.dialog !== null && rules[rule](facts)
