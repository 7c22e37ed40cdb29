// One reply in every state of a chat, with everything that colleagues, clients and networks do meanwhile: the app's own steps and
// outbox against the local portal.
import { QueryClient } from '@tanstack/react-query'
import type { Chat } from '../../src/domain/chat'
import type { CrmItem } from '../../src/domain/crm'
import type { ChatId, UserId } from '../../src/domain/ids'
import type { MessageWindow } from '../../src/domain/message-window'
import { prerequisitesOf, type ReplyAvailability } from '../../src/domain/session'
import { pageLock } from '../../src/lib/locks'
import { findSentMessage, readSince } from '../../src/outbox/send-verification'
import { createOutbox } from '../../src/outbox/outbox'
import { memoryStore } from '../../src/outbox/store'
import { deferredMethods } from '../../src/portal/methods/deferred-methods'
import { fetchNewestMessages } from '../../src/portal/methods/messages'
import { fetchMessageRange } from '../../src/portal/methods/message-history'
import type { Portal as AppPortal } from '../../src/portal/portal'
import { getChat } from '../../src/queries/card'
import { getReplyAvailability } from '../../src/queries/reply-availability'
import { queryKeys } from '../../src/queries/query-keys'
import type { OpenedCard } from '../../src/queries/card-context'
import { prepareReply } from '../../src/mutations/reply-prerequisites'
import { refetchChat } from '../../src/mutations/execute-and-verify'
import { startPortal } from '../portal/portal.ts'
import type { Portal } from '../portal/types.ts'
import { restOf } from './rest-of.ts'
import { applyWholeStart, startCard } from './start-card.ts'

const ME = 11 as UserId
const MARK = 12
const PRIYA = 16
const CARD: CrmItem = { type: 'deal', id: 1482 }
/** Factor by which waits are shortened. */
const SPEED = 200
/** Factor by which time limits are shortened: a busy machine has to keep them. */
const PORTAL_SPEED = 10
/** After this many presses without a result the operator is stuck. */
const MAX_PRESSES = 8

/** States a chat can be in when its card is opened. */
export const states = [
  'queue',
  'assigned to me',
  'mine',
  'a colleague’s',
  'a colleague’s, joined',
  'closing',
  'closed',
  'window over',
  'silent',
] as const
/** One of them. */
export type StartState = (typeof states)[number]

/** What may happen beside the operator. */
export const events = [
  'nothing',
  'a colleague answers',
  'a colleague takes it',
  'a colleague joins',
  'a colleague closes it',
  'it goes to a colleague',
  'it goes to a line',
  'the client writes',
  'the window closes',
  'the call is lost',
  'the answer is lost',
  'the portal refuses',
] as const
/** One of them. */
export type Happening = (typeof events)[number]

/** When it happens: after the card was read, after the check right before a step, after the step, while the reply is being sent. */
export const moments = ['read', 'looked', 'stepped', 'sending'] as const
/** One of them. */
export type Moment = (typeof moments)[number]

/** How it ended. */
export interface ReplyEnd {
  /** How often the portal executed the reply; its delivery into the channel is reported by a line of the portal in the chat. */
  readonly executed: number
  /** If it never arrived: what the panel names as the obstacle. */
  readonly gate: ReplyAvailability['kind']
  /** How often the operator pressed. */
  readonly presses: number
  /** Where the panel shows the reply: still in the field, or its state in the outbox. */
  readonly says: string
  /** A colleague lost the chat without the operator's request. */
  readonly takenUnasked: boolean
  /** The chat as the panel shows it is the chat as it is. */
  readonly truthful: boolean
}

const arrange = ({ world }: Portal, chatId: number, state: StartState): void => {
  const { simulate, state: now } = world
  const chat = now.chat(chatId)
  if (!chat) throw new Error('There is no such chat')
  switch (state) {
    case 'queue':
      simulate.transfer({ chatId, to: 'queue1' })
      return
    case 'assigned to me': {
      simulate.transfer({ chatId, to: 'queue1' })
      const session = [...chat.sessions].at(-1)
      if (!session) throw new Error('There is no session')
      session.operatorId = ME
      chat.owner = ME
      return
    }
    case 'mine':
      return
    case 'a colleague’s':
      simulate.transfer({ chatId, to: MARK })
      return
    case 'a colleague’s, joined':
      simulate.transfer({ chatId, to: MARK })
      simulate.colleagueJoins({ chatId, userId: ME })
      return
    case 'closing': {
      const session = [...chat.sessions].at(-1)
      if (!session) throw new Error('There is no session')
      session.status = 50
      chat.waitAction = true
      return
    }
    case 'closed':
      simulate.finish({ chatId })
      return
    case 'window over':
      simulate.closeWindow({ chatId })
      return
    case 'silent':
      chat.silent = true
  }
}

const happen = (portal: Portal, chatId: number, event: Happening): void => {
  const { simulate } = portal.world
  const quietly = (work: () => unknown) => {
    try {
      work()
    } catch {
      // In this state it can't happen: then nothing does.
    }
  }
  const fault = (kind: 'drop-before' | 'drop-after' | 'refuse') => {
    for (const method of WRITES)
      portal.faults.set({
        method,
        kind,
        times: 1,
        ...(kind === 'refuse' && { code: 'ACCESS_DENIED', status: 400 }),
      })
  }
  switch (event) {
    case 'nothing':
      return
    case 'a colleague answers':
      return quietly(() => simulate.colleagueAnswers({ chatId, userId: MARK }))
    case 'a colleague takes it':
      return quietly(() => simulate.colleagueTakes({ chatId, userId: PRIYA }))
    case 'a colleague joins':
      return quietly(() => simulate.colleagueJoins({ chatId, userId: PRIYA }))
    case 'a colleague closes it':
      return quietly(() => simulate.colleagueFinishes({ chatId, userId: MARK }))
    case 'it goes to a colleague':
      return quietly(() => simulate.transfer({ chatId, to: PRIYA }))
    case 'it goes to a line':
      return quietly(() => simulate.transfer({ chatId, to: 'queue2' }))
    case 'the client writes':
      return quietly(() => simulate.clientWrites({ chatId, text: 'Hello?' }))
    case 'the window closes':
      return quietly(() => simulate.closeWindow({ chatId }))
    case 'the call is lost':
      return fault('drop-before')
    case 'the answer is lost':
      return fault('drop-after')
    case 'the portal refuses':
      return fault('refuse')
  }
}

const SEND = 'imopenlines.crm.message.add'
const STEPS = [
  'imopenlines.operator.answer',
  'imopenlines.session.join',
  'imopenlines.session.intercept',
  'imopenlines.session.start',
  'imopenlines.message.session.start',
] as const
const WRITES = [...STEPS, SEND]

/** Writes one reply from `state` while `event` happens at `moment`; the operator goes on until it is sent or no step is offered. */
export const replyThrough = async (state: StartState, event: Happening, moment: Moment): Promise<ReplyEnd> => {
  const portal = await startPortal({ appUrl: 'http://localhost/', limits: 'off', tokenSeconds: 86_400 })
  try {
    const chatId = (portal.world
      .chats()
      .find(({ title, connector }) => title.includes('Laura') && connector === 'telegrambot')?.chatId ?? 0) as ChatId
    arrange(portal, chatId, state)
    const text = `Reply from ${state}`
    let due = true
    const fire = (at: Moment) => {
      if (!due || at !== moment) return
      due = false
      happen(portal, chatId, event)
    }

    const rest = restOf(portal, ME, PORTAL_SPEED)
    const calls = deferredMethods(rest, rest, portal.origin)
    /** Owner of the chat at the time of a step that takes it, and whether the check right before could have known. */
    let takenUnasked = false
    const performChatAction: AppPortal['performChatAction'] = async (id, command) => {
      // The operator has asked for these two in a chat of a colleague.
      const asked = command.name === 'join' || command.name === 'takeOver'
      const owner = portal.world.state.chat(id)?.owner ?? 0
      const shown = getChat(client, CARD, id)?.dialog?.ownerId ?? 0
      // What happens between the check and the action can't be known.
      takenUnasked ||= !asked && owner !== 0 && owner !== ME && owner !== shown && moment !== 'looked'
      await calls.performChatAction(id, command)
      fire('stepped')
    }
    const appPortal = {
      ...calls,
      fetchNewestMessages: (id: ChatId) => fetchNewestMessages(rest, portal.origin, id),
      fetchMessageRange: (...where: Parameters<AppPortal['fetchMessageRange']>) =>
        fetchMessageRange(rest, portal.origin, ...where),
      fetchDialog: async (id: ChatId) => {
        const dialog = await calls.fetchDialog(id)
        fire('looked')
        return dialog
      },
      performChatAction,
    } as unknown as AppPortal
    const client = new QueryClient({ defaultOptions: { queries: { retry: false, gcTime: Infinity } } })
    const card: OpenedCard = { portal: appPortal, ...startCard(rest, portal.origin, CARD, chatId) }
    await applyWholeStart(client, card)

    let ids = 0
    const outbox = createOutbox({
      store: memoryStore(),
      lock: pageLock(),
      send: async (reply) => {
        const work = calls.sendReply(reply.item, reply.chatId, ME, reply.text)
        fire('sending')
        return work
      },
      upload: () => Promise.reject(new Error('No files are sent here')),
      find: async (reply, claimed) =>
        findSentMessage(await readSince(appPortal, reply.chatId, reply.watermark), ME, reply, claimed),
      newest: () => client.getQueryData<MessageWindow>(queryKeys.messages(chatId))?.messages.at(-1)?.id ?? 0,
      online: () => true,
      now: () => Date.now(),
      elapsed: () => performance.now() * SPEED,
      newId: () => `r${(ids += 1)}`,
      wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms / SPEED)),
    })
    const reply = () => outbox.of(chatId)[0]
    /** Resolves when no request is running. */
    const settled = () =>
      new Promise<void>((resolve) => {
        const snapshot = () => {
          const name = reply()?.state.name
          if (name === 'queued' || name === 'sending' || name === 'verifying') return
          stop()
          resolve()
        }
        const stop = outbox.subscribe(snapshot)
        snapshot()
      })

    fire('read')
    let presses = 0
    let gate = getReplyAvailability(card, client, chatId)
    while (presses < MAX_PRESSES && reply()?.state.name !== 'sent') {
      const [step] = prerequisitesOf(gate)
      if (gate.kind !== 'ready' && step === undefined) break
      presses += 1
      const ready = step === undefined || (await prepareReply(card, client, chatId, step)).kind === 'ready'
      if (ready) {
        const waiting = reply()
        if (!waiting) await outbox.send(CARD, chatId, text)
        else if (waiting.state.name === 'unconfirmed' && !waiting.state.absent) outbox.verifyAgain(waiting.localId)
        else outbox.retry(waiting.localId)
        await settled()
        // As card-runtime.ts does when a reply is refused, and as every poll does.
        if (reply()?.state.name !== 'sent') await refetchChat(card, client, chatId, false).catch(() => undefined)
      }
      gate = getReplyAvailability(card, client, chatId)
    }
    await refetchChat(card, client, chatId, false).catch(() => undefined)

    const shown: Chat | null = getChat(client, CARD, chatId)
    const actual = portal.world.state.chat(chatId)
    return {
      executed: actual?.messages.slice(0).filter((message) => message.text === text).length ?? 0,
      gate: getReplyAvailability(card, client, chatId).kind,
      presses,
      says: reply()?.state.name ?? 'in the field',
      takenUnasked,
      truthful: (shown?.dialog?.ownerId ?? 0) === (actual?.owner ?? 0),
    }
  } finally {
    await portal.close()
  }
}
