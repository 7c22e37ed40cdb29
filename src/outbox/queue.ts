import type { MessageId } from '@/domain/ids'
import { isPruned, type OutgoingReply, type ReplyState } from '@/domain/outgoing-message'

// One chat's replies as a list, oldest first, and everything that may happen to it. Pure: the store runs these functions inside a
// transaction, so that several tabs can't overwrite each other. outbox.md draws the same as a table.

/** The replies of one chat, in the order in which they go out. */
export type ReplyQueue = readonly OutgoingReply[]

type StateName = ReplyState['name']

/** The state in which nothing of its own keeps a reply from going out. */
export const QUEUED: ReplyState = { name: 'waiting', cause: 'turn', until: null }

/** Changes a reply if it is (still) in one of these states; otherwise the queue stays the same object. */
const change = (
  queue: ReplyQueue,
  localId: string,
  from: readonly StateName[],
  make: (reply: OutgoingReply) => OutgoingReply,
): ReplyQueue =>
  queue.some((reply) => reply.localId === localId && from.includes(reply.state.name))
    ? queue.map((reply) => (reply.localId === localId ? make(reply) : reply))
    : queue

/** Gives a reply another state under the same condition. */
export const setState = (
  queue: ReplyQueue,
  localId: string,
  from: readonly StateName[],
  state: ReplyState,
): ReplyQueue => change(queue, localId, from, (reply) => ({ ...reply, state }))

/** What may be edited or thrown away: all that is surely not under way. */
const REMOVABLE = ['waiting', 'refused', 'unsure'] as const satisfies readonly StateName[]

/** Takes a reply out, if it is not under way. */
export const remove = (queue: ReplyQueue, localId: string): ReplyQueue =>
  queue.some((reply) => reply.localId === localId && (REMOVABLE as readonly StateName[]).includes(reply.state.name))
    ? queue.filter((reply) => reply.localId !== localId)
    : queue

/** Its upload was broken off because the operator wanted so: nobody waits for it any more, but it may be in the chat all the same. */
export const cancel = (queue: ReplyQueue, localId: string, until: number): ReplyQueue =>
  change(queue, localId, ['sending'], (reply) => ({ ...reply, cancelled: true, state: { name: 'checking', until } }))

/** What was cancelled under way is certainly not in the chat. */
export const pruneCancelled = (queue: ReplyQueue, localId: string): ReplyQueue =>
  queue.some((reply) => reply.localId === localId && reply.cancelled)
    ? queue.filter((reply) => reply.localId !== localId)
    : queue

/** What tells one reply from another when a chat is read: two with the same can't be told apart. */
export const sameContent = (a: OutgoingReply, b: OutgoingReply): boolean =>
  a.text === b.text && a.file?.name === b.file?.name && a.file?.size === b.file?.size

/** The operator decided that a refused or unsure reply goes out (again). It keeps its place unless something has overtaken it. */
export const retry = (queue: ReplyQueue, localId: string, now: number): ReplyQueue => {
  const place = queue.findIndex(
    ({ localId: id, state }) => id === localId && (state.name === 'refused' || state.name === 'unsure'),
  )
  const reply = queue[place]
  if (!reply) return queue
  const renewed: OutgoingReply = {
    ...reply,
    createdAt: now,
    confirmedByOperator: true,
    cancelled: false,
    state: QUEUED,
  }
  const overtaken = queue.slice(place + 1).some(({ state }) => /^(?:sending|checking|sent)$/.test(state.name))
  if (!overtaken) return queue.with(place, renewed)
  // Behind one that says the same it could be taken for a copy of that one.
  const others = queue.filter((other) => other !== reply)
  const duplicate = others.findIndex((other, at) => at >= place && sameContent(other, reply))
  return others.toSpliced(duplicate < 0 ? others.length : duplicate, 0, renewed)
}

/** The operator wants a waiting reply sent now, whatever it waits for. */
export const prioritize = (queue: ReplyQueue, localId: string, now: number): ReplyQueue =>
  change(queue, localId, ['waiting'], (reply) => ({
    ...reply,
    createdAt: now,
    priority: true,
    confirmedByOperator: true,
    state: QUEUED,
  }))

/** A connection is back: what waited for one need not wait for its next try. */
export const clearDelays = (queue: ReplyQueue): ReplyQueue =>
  queue.some(({ state }) => state.name === 'waiting' && state.until !== null && state.cause !== 'limit')
    ? queue.map((reply) =>
        reply.state.name === 'waiting' && reply.state.cause !== 'limit'
          ? { ...reply, state: { ...reply.state, until: null } }
          : reply,
      )
    : queue

/**
 * Whoever has just taken the chat's lock calls this: a reply that is still being sent lost its sender (a closed or crashed tab),
 * and nobody knows what became of it. `begin` tells the unix ms from which absence can be certain.
 */
export const recoverInterrupted = (queue: ReplyQueue, begin: (reply: OutgoingReply) => number): ReplyQueue =>
  queue.some(({ state }) => state.name === 'sending')
    ? queue.map((reply) =>
        reply.state.name === 'sending' ? { ...reply, state: { name: 'checking', until: begin(reply) } } : reply,
      )
    : queue

/** Accepted replies are kept so that their rows keep their keys and their messages are not taken for others; so many, for so long (ms). */
const MAX_KEPT_SENT = 20
const SENT_KEPT_MS = 10 * 60_000
/** A reply that was executed more than once says so for longer. */
const DUPLICATE_KEPT_MS = 24 * 60 * 60_000

/**
 * Drops what was accepted long ago. The newest accepted reply stays, without its words: its number tells later ones from what was there
 * before, whatever the clock says.
 */
export const prune = (queue: ReplyQueue, now: number): ReplyQueue => {
  const sent = queue.filter(({ state }) => state.name === 'sent')
  const surplus = new Set(sent.slice(0, Math.max(0, sent.length - MAX_KEPT_SENT)))
  const old = ({ state }: OutgoingReply) =>
    state.name === 'sent' && Math.abs(now - state.at) > (state.copies.length > 1 ? DUPLICATE_KEPT_MS : SENT_KEPT_MS)
  const numberOf = ({ state }: OutgoingReply) => (state.name === 'sent' ? Math.max(...state.copies) : 0)
  const newest = sent.reduce<OutgoingReply | undefined>(
    (most, reply) => (most && numberOf(most) >= numberOf(reply) ? most : reply),
    undefined,
  )
  const forgotten = new Set(sent.filter((reply) => surplus.has(reply) || old(reply)))
  if (forgotten.size === 0 || (forgotten.size === 1 && newest && forgotten.has(newest) && isPruned(newest)))
    return queue
  return queue.flatMap((reply) => {
    if (!forgotten.has(reply)) return [reply]
    const { file: _file, ...rest } = reply
    return reply === newest ? [{ ...rest, text: '' }] : []
  })
}

/** Messages of the chat that are known to be replies of ours. */
export const matchedIds = (queue: ReplyQueue): ReadonlySet<number> =>
  new Set(queue.flatMap(({ state }) => (state.name === 'sent' ? state.copies : [])))

/** The call goes out now: nothing that is known to be there before can be it. `newest` = 0 when no message is known. */
export const begin = (queue: ReplyQueue, localId: string, now: number, newest: number): ReplyQueue =>
  change(queue, localId, ['waiting'], (reply) => ({
    ...reply,
    watermark: { since: now, after: Math.max(newest, reply.watermark.after, ...matchedIds(queue)) },
    attempts: reply.attempts + 1,
    confirmedByOperator: false,
    state: { name: 'sending' },
  }))

/** The portal has it. `messages`: every message of the chat that is this reply; those of other replies don't count. */
export const confirm = (
  queue: ReplyQueue,
  localId: string,
  messages: readonly MessageId[],
  now: number,
): ReplyQueue => {
  const copies = notOfOthers(queue, localId, messages)
  const [messageId] = copies
  if (messageId === undefined) return queue
  return setState(queue, localId, ['waiting', 'sending', 'checking', 'unsure'], {
    name: 'sent',
    messageId,
    copies,
    at: now,
  })
}

/** More messages turned out to be a reply that was sent: something below us repeated the call. */
export const addCopies = (queue: ReplyQueue, localId: string, more: readonly MessageId[]): ReplyQueue =>
  change(queue, localId, ['sent'], (reply) =>
    reply.state.name === 'sent'
      ? {
          ...reply,
          state: {
            ...reply.state,
            copies: [...new Set([...reply.state.copies, ...notOfOthers(queue, localId, more)])],
          },
        }
      : reply,
  )

const notOfOthers = (queue: ReplyQueue, localId: string, messages: readonly MessageId[]): readonly MessageId[] => {
  const others = matchedIds(queue.filter((reply) => reply.localId !== localId))
  return messages.filter((id) => !others.has(id))
}

/** What a chat's sender has to do next. */
export type Step =
  | { readonly kind: 'send'; readonly reply: OutgoingReply }
  | { readonly kind: 'check'; readonly reply: OutgoingReply }
  /** Nothing right now. `check` is looked for again later; `wait` goes out when its `until` (unix ms) has come. */
  | { readonly kind: 'pause'; readonly check: OutgoingReply | null; readonly wait: OutgoingReply | null }
  | { readonly kind: 'rest' }

const retryAt = ({ state }: OutgoingReply): number => (state.name === 'waiting' ? (state.until ?? 0) : Infinity)

/**
 * Files of one bundle say the same in any order: what has become of one doesn't hold up the others, only what is still to come does. But of
 * two that can't be told apart the second waits for the first, or one could be taken for the other.
 */
const sameGroup = (a: OutgoingReply, b: OutgoingReply): boolean =>
  a.groupId !== undefined && a.groupId === b.groupId && !sameContent(a, b)

/** Which replies may not go out yet because of those before them. */
const blockedIn = (queue: ReplyQueue): readonly boolean[] => {
  const blocked: boolean[] = []
  for (const [place, reply] of queue.entries())
    blocked.push(
      queue.slice(0, place).some((before, at) => {
        const { name } = before.state
        if (name === 'sent' || before.cancelled) return false
        return !sameGroup(before, reply) || name === 'sending' || (name === 'waiting' && !blocked[at])
      }),
    )
  return blocked
}

/** An undecided, unconfirmed or delayed reply holds back what was written after it: order carries meaning. `lookIn`: ms until the next look. */
export const nextStep = (queue: ReplyQueue, now: number, checkIn: (reply: OutgoingReply) => number): Step => {
  let check: OutgoingReply | null = null
  let wait: OutgoingReply | null = null
  const blocked = blockedIn(queue)
  for (const [place, reply] of queue.entries()) {
    const { name } = reply.state
    if (name === 'waiting' && (reply.priority || !blocked[place])) {
      if (retryAt(reply) <= now) return { kind: 'send', reply }
      if (!wait || retryAt(reply) < retryAt(wait)) wait = reply
    }
    if ((name === 'checking' || name === 'sending') && (!check || checkIn(reply) < checkIn(check))) check = reply
  }
  if (check && checkIn(check) <= 0) return { kind: 'check', reply: check }
  return check || wait ? { kind: 'pause', check, wait } : { kind: 'rest' }
}

/** Something before this reply holds it back: it waits for a decision, for a look or for a connection. */
export const isHeld = (queue: ReplyQueue, reply: OutgoingReply): boolean => {
  const held: boolean[] = []
  for (const [place, one] of queue.entries()) {
    const isHeldHere = queue.slice(0, place).some((before, at) => {
      const { state } = before
      if (state.name === 'sent' || before.cancelled) return false
      if (state.name === 'waiting') return held[at] === true ? !sameGroup(before, one) : state.cause !== 'turn'
      return state.name !== 'sending' && !sameGroup(before, one)
    })
    if (one.localId === reply.localId) return isHeldHere
    held.push(isHeldHere)
  }
  return false
}
