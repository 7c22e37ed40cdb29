import type { ChatId, MessageId } from '@/domain/ids'
import type { OutgoingReply, Refusal, ReplyState } from '@/domain/outgoing-reply'
import { asPortalError, type PortalError } from '@/portal/portal-error'

/** What the outbox needs from around it. */
export interface OutboxWorld {
  /** One attempt at imopenlines.crm.message.add. Throws PortalError. */
  readonly send: (chatId: ChatId, text: string) => Promise<MessageId>
  /** Looks whether a reply is in the chat: its number, null when it certainly isn't there (yet), or throws when it can't be told. */
  readonly find: (chatId: ChatId, text: string, sent: SentMark) => Promise<MessageId | null>
  /** Number of the newest message of a chat that is known here; 0 = none. */
  readonly newest: (chatId: ChatId) => number
  /** Unix ms. */
  readonly now: () => number
  readonly newId: () => string
  readonly wait: (ms: number) => Promise<void>
}

/** When a reply went out: what was there before can't be it. */
export interface SentMark {
  /** Unix ms of this computer. */
  readonly since: number
  /** The newest message known then. */
  readonly after: number
}

/** Replies on their way, one at a time per chat. Listeners hear of every change. */
export interface Outbox {
  readonly send: (chatId: ChatId, text: string) => string
  /** Sends a refused or unsure reply again, because the operator asked for it. */
  readonly retry: (localId: string) => void
  readonly discard: (localId: string) => void
  /** Takes a reply that was surely not sent back for editing; returns its text. */
  readonly takeBack: (localId: string) => string
  /** Reads the chat once more for a reply whose fate could not be told. */
  readonly lookAgain: (localId: string) => void
  /** Messages of a chat have come in by themselves: a reply whose fate could not be told may be among them. */
  readonly notice: (chatId: ChatId, find: (text: string, sent: SentMark) => MessageId | null) => void
  readonly of: (chatId: ChatId) => readonly OutgoingReply[]
  readonly subscribe: (listener: () => void) => () => void
  /** Called with every reply that the portal accepted. */
  readonly onSent: (listener: (reply: OutgoingReply, messageId: MessageId) => void) => () => void
}

/** After an unknown outcome the chat is read at these distances (ms): a request may still be running when its connection is gone. */
const LOOK_AFTER = [0, 2_000, 6_000]
/** Accepted replies are remembered so that their rows keep their keys; older ones are forgotten. */
const KEPT_SENT = 50

const reasons: Readonly<Record<string, Refusal['reason']>> = {
  CHAT_NOT_IN_CRM: 'not-active',
  CANCELED: 'not-in-chat',
  ERROR_ARGUMENT: 'bad-text',
}

const refusalOf = (error: PortalError): Refusal => {
  const known = reasons[error.code]
  if (known) return { reason: known, code: error.code }
  if (error.kind === 'forbidden' || error.kind === 'app') return { reason: 'no-access', code: error.code }
  if (error.kind === 'sign-in') return { reason: 'sign-in', code: error.code }
  if (error.kind === 'limit') return { reason: 'limit', code: error.code }
  return { reason: 'other', code: error.code }
}

/** Nothing goes out for these until the operator decides; they don't hold back later replies. */
const settled = (state: ReplyState): boolean =>
  state.name === 'sent' || state.name === 'refused' || state.name === 'unsure'

const none: readonly OutgoingReply[] = []

/** Makes an outbox. States and transitions: see ReplyState in src/domain/outgoing-reply.ts. */
export const makeOutbox = (world: OutboxWorld): Outbox => {
  let replies: readonly OutgoingReply[] = []
  const byChat = new Map<ChatId, readonly OutgoingReply[]>()
  const running = new Set<ChatId>()
  const marks = new Map<string, SentMark>()
  const listeners = new Set<() => void>()
  const sentListeners = new Set<(reply: OutgoingReply, messageId: MessageId) => void>()

  const change = (next: readonly OutgoingReply[]) => {
    const sent = next.filter((reply) => reply.state.name === 'sent')
    const forgotten = new Set(sent.slice(0, Math.max(0, sent.length - KEPT_SENT)))
    replies = forgotten.size > 0 ? next.filter((reply) => !forgotten.has(reply)) : next
    byChat.clear()
    for (const reply of replies) byChat.set(reply.chatId, [...(byChat.get(reply.chatId) ?? none), reply])
    for (const listener of listeners) listener()
  }
  const find = (localId: string) => replies.find((reply) => reply.localId === localId)
  const setState = (localId: string, state: ReplyState) =>
    change(replies.map((reply) => (reply.localId === localId ? { ...reply, state } : reply)))

  const accept = (reply: OutgoingReply, messageId: MessageId) => {
    setState(reply.localId, { name: 'sent', messageId })
    for (const listener of sentListeners) listener(reply, messageId)
  }

  const markOf = (reply: OutgoingReply): SentMark => marks.get(reply.localId) ?? { since: reply.createdAt, after: 0 }

  const lookForIt = async (reply: OutgoingReply): Promise<void> => {
    setState(reply.localId, { name: 'checking' })
    let certain = false
    for (const [index, distance] of LOOK_AFTER.entries()) {
      await world.wait(distance - (LOOK_AFTER[index - 1] ?? 0))
      const found = await world.find(reply.chatId, reply.text, markOf(reply)).catch(() => 'unknown' as const)
      if (typeof found === 'number') return accept(reply, found)
      certain = found === null
    }
    setState(reply.localId, { name: 'unsure', absent: certain })
  }

  const attempt = async (reply: OutgoingReply): Promise<void> => {
    // It may have waited long for its turn: a message of before can't be it.
    marks.set(reply.localId, { since: world.now(), after: world.newest(reply.chatId) })
    setState(reply.localId, { name: 'sending' })
    const outcome = await world.send(reply.chatId, reply.text).catch(asPortalError)
    if (typeof outcome === 'number') return accept(reply, outcome)
    if (outcome.outcomeUnknown) return lookForIt(reply)
    if (outcome.kind === 'limit' && outcome.retryAt !== null) {
      // Refused before it ran, so it can go out again by itself once the limit is over.
      setState(reply.localId, { name: 'waiting' })
      return world.wait(Math.max(1_000, outcome.retryAt - world.now()))
    }
    setState(reply.localId, { name: 'refused', refusal: refusalOf(outcome) })
  }

  const run = async (chatId: ChatId): Promise<void> => {
    if (running.has(chatId)) return
    running.add(chatId)
    try {
      for (;;) {
        const next = replies.find((reply) => reply.chatId === chatId && reply.state.name === 'waiting')
        if (!next) return
        await attempt(next)
      }
    } finally {
      running.delete(chatId)
    }
  }

  const dropSettled = (localId: string): OutgoingReply | undefined => {
    const reply = find(localId)
    if (!reply || !(settled(reply.state) || reply.state.name === 'waiting') || reply.state.name === 'sent')
      return undefined
    change(replies.filter((other) => other !== reply))
    marks.delete(localId)
    return reply
  }

  return {
    send: (chatId, text) => {
      const reply: OutgoingReply = {
        localId: world.newId(),
        chatId,
        text,
        createdAt: world.now(),
        state: { name: 'waiting' },
      }
      change([...replies, reply])
      void run(chatId)
      return reply.localId
    },
    retry: (localId) => {
      const reply = find(localId)
      if (!reply || (reply.state.name !== 'refused' && reply.state.name !== 'unsure')) return
      // It goes to the end: what was sent meanwhile has overtaken it, and the screen says so by its place.
      change([
        ...replies.filter((other) => other !== reply),
        { ...reply, createdAt: world.now(), state: { name: 'waiting' } },
      ])
      void run(reply.chatId)
    },
    discard: (localId) => void dropSettled(localId),
    takeBack: (localId) => dropSettled(localId)?.text ?? '',
    lookAgain: (localId) => {
      const reply = find(localId)
      if (reply?.state.name === 'unsure') void lookForIt(reply)
    },
    notice: (chatId, findIn) => {
      for (const reply of byChat.get(chatId) ?? none) {
        if (reply.state.name !== 'unsure') continue
        const messageId = findIn(reply.text, markOf(reply))
        if (messageId !== null) accept(reply, messageId)
      }
    },
    of: (chatId) => byChat.get(chatId) ?? none,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    onSent: (listener) => {
      sentListeners.add(listener)
      return () => sentListeners.delete(listener)
    },
  }
}
