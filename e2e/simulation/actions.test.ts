// Every action of the registry through the local portal: done once, and refused with every code that its method has.
import { readFileSync } from 'node:fs'
import { QueryClient } from '@tanstack/react-query'
import { describe, expect, it } from 'vitest'
import {
  chatActions,
  isSimple,
  type ChatActionName,
  type ChatCommand,
  type SimpleAction,
} from '../../src/domain/chat-actions'
import type { CrmItem } from '../../src/domain/crm'
import type { ChatId, LineId, MessageId, SessionId, UserId } from '../../src/domain/ids'
import { performChatAction } from '../../src/portal/methods/chats'
import { fetchDialog } from '../../src/portal/methods/chats'
import { fetchCard } from '../../src/portal/methods/card-batch'
import type { Portal as AppPortal } from '../../src/portal/portal'
import type { Rest } from '../../src/portal/transport/rest-client'
import { refetchChat } from '../../src/mutations/execute-and-verify'
import { runChatAction } from '../../src/mutations/run-chat-action'
import type { OpenedCard } from '../../src/queries/card-context'
import { startPortal } from '../portal/portal.ts'
import type { Portal } from '../portal/types.ts'
import { restOf } from './rest-of.ts'
import { applyWholeStart, startCard } from './start-card.ts'

/** A stage for an action: who acts, in whose chat, what is done, and what has to be so before. */
interface Stage {
  readonly me: number
  readonly chat: (portal: Portal) => number
  readonly command: (portal: Portal, chatId: number) => ChatCommand
  readonly before?: (rest: Rest, chatId: number, portal: Portal) => Promise<unknown>
}

const ANNA = 11
const MARK = 12

const chatOf =
  (title: string, connector?: string) =>
  (portal: Portal): number => {
    const found = portal.world
      .chats()
      .find((chat) => chat.title.includes(title) && (connector === undefined || chat.connector === connector))
    if (!found) throw new Error(`There is no chat of ${title}`)
    return found.chatId
  }
/** Anna's, in work; Mark sits in it. */
const laura = chatOf('Laura Bennett', 'telegrambot')
/** A chat without an owner. */
const tom = chatOf('Tom Ashby')
/** Anna's last session in Laura's chat that is over. */
const OVER = 318 as SessionId

const item = ({ world }: Portal): CrmItem => ({ type: 'deal', id: world.showcase.deal })
const another = ({ world }: Portal): UserId => {
  const free = world.staff.find(({ id, isAdmin }) => id !== ANNA && id !== MARK && !isAdmin)
  if (!free) throw new Error('Nobody is left')
  return free.id as UserId
}
const admin = ({ world }: Portal): number => world.staff.find(({ isAdmin }) => isAdmin)?.id ?? 0

const plain = (name: SimpleAction) => ({
  me: ANNA,
  chat: laura,
  command: (): ChatCommand => ({ name }),
})
const asked =
  (method: string, params: Record<string, unknown> = {}) =>
  (rest: Rest, chatId: number) =>
    rest.write(method, { CHAT_ID: chatId, ...params })

/** An action that needs nothing but the chat is done in Anna's chat, unless it has a stage of its own here. */
const stages: Readonly<Record<Exclude<ChatActionName, SimpleAction>, Stage> & Partial<Record<SimpleAction, Stage>>> = {
  answer: { ...plain('answer'), chat: tom },
  transfer: {
    me: ANNA,
    chat: laura,
    command: () => ({ name: 'transfer', to: { kind: 'person', id: MARK as UserId, name: 'Mark Olsen' } }),
  },
  takeOver: { ...plain('takeOver'), me: MARK },
  join: {
    ...plain('join'),
    me: MARK,
    before: async (rest, chatId, portal) => {
      const { type, id } = item(portal)
      await rest.write('imopenlines.crm.chat.user.delete', {
        CRM_ENTITY_TYPE: type,
        CRM_ENTITY: id,
        CHAT_ID: chatId,
        USER_ID: MARK,
      })
    },
  },
  leave: {
    me: MARK,
    chat: laura,
    command: (portal) => ({ name: 'leave', item: item(portal), userId: MARK as UserId, person: 'Mark Olsen' }),
  },
  closeForColleague: { ...plain('closeForColleague'), me: MARK },
  startSession: { ...plain('startSession'), before: asked('imopenlines.operator.spam') },
  restartSession: {
    me: ANNA,
    chat: laura,
    command: (portal, chatId) => ({
      name: 'restartSession',
      messageId: (portal.world.clientView(chatId).findLast(({ from }) => from === 'client')?.id ?? 0) as MessageId,
    }),
  },
  unpin: { ...plain('unpin'), before: asked('imopenlines.session.mode.pin') },
  silentOff: { ...plain('silentOff'), before: asked('imopenlines.session.mode.silent', { ACTIVATE: 'Y' }) },
  rate: {
    me: 0,
    chat: laura,
    command: () => ({ name: 'rate', sessionId: OVER, stars: 4, comment: 'Quick and clear' }),
  },
  addParticipant: {
    me: ANNA,
    chat: laura,
    command: (portal) => ({ name: 'addParticipant', item: item(portal), userId: another(portal), person: 'Somebody' }),
  },
  removeParticipant: {
    me: ANNA,
    chat: laura,
    command: (portal) => ({
      name: 'removeParticipant',
      item: item(portal),
      userId: MARK as UserId,
      person: 'Mark Olsen',
    }),
  },
  unmute: { ...plain('unmute'), before: asked('im.chat.mute') },
}

const stageOf = (name: ChatActionName): Stage => (isSimple(name) ? (stages[name] ?? plain(name)) : stages[name])

/** The app without its screen, in a card of the local portal. */
const openCard = async (portal: Portal, name: ChatActionName) => {
  const stage = stageOf(name)
  const me = (stage.me || admin(portal)) as UserId
  const chatId = stage.chat(portal) as ChatId
  const rest = restOf(portal, me, 1)
  const { origin } = portal
  await stage.before?.(rest, chatId, portal)
  const start = startCard(rest, origin, item(portal), chatId)
  const appPortal: Pick<AppPortal, 'fetchCard' | 'fetchDialog' | 'performChatAction'> = {
    fetchCard: (...asking) => fetchCard(rest, origin, ...asking),
    fetchDialog: (id) => fetchDialog(rest, origin, id),
    performChatAction: (id, command) => performChatAction(rest, id, command),
  }
  const card: OpenedCard = { portal: appPortal as AppPortal, ...start }
  const client = new QueryClient()
  await applyWholeStart(client, card)
  await refetchChat(card, client, chatId, false)
  return { chatId, run: () => runChatAction(card, client, chatId, stage.command(portal, chatId), me) }
}

/** Documented errors of the operators' methods. */
const documented = JSON.parse(
  readFileSync(new URL('../tools/contract/errors.json', import.meta.url), 'utf8'),
) as Readonly<Record<string, readonly { readonly code: string }[]>>

describe('the registry has every documented code', () => {
  const known = Object.values(chatActions).filter(({ method }) => documented[method])

  it('of most of its methods', () => expect(known.length).toBeGreaterThan(10))

  it.each(known)('$method', ({ method, errors }) => {
    expect(Object.keys(errors)).toEqual(expect.arrayContaining((documented[method] ?? []).map(({ code }) => code)))
  })
})

const start = () => startPortal({ appUrl: 'http://localhost/', limits: 'off' })
const names = Object.keys(chatActions) as ChatActionName[]

describe('done in the local portal, once, and seen to be done', () => {
  it.each(names)('%s', async (name) => {
    const portal = await start()
    try {
      const { run } = await openCard(portal, name)
      const { method } = chatActions[name]
      const before = portal.counters.executed(method)
      await expect(run()).resolves.toMatchObject({ kind: 'done', error: null })
      expect(portal.counters.executed(method) - before).toBe(1)
    } finally {
      await portal.close()
    }
  })
})

describe('refused with every code of its method', () => {
  it('is tried for many refusals', () =>
    expect(names.flatMap((name) => Object.keys(chatActions[name].errors)).length).toBeGreaterThan(90))

  it.each(names)('%s', async (name) => {
    const portal = await start()
    try {
      const { method, alreadyDoneCodes = [], errors } = chatActions[name]
      const { run } = await openCard(portal, name)
      const before = portal.counters.executed(method)
      for (const code of Object.keys(errors)) {
        const status = code === 'ACCESS_ERROR' ? 403 : 400
        const fault = portal.faults.set({ method, kind: 'refuse', code, status })
        const outcome = await run()
        expect(portal.faults.list().find(({ id }) => id === fault)?.met).toBe(1)
        portal.faults.clear(fault)
        if (alreadyDoneCodes.includes(code)) expect(outcome).toMatchObject({ kind: 'done', error: null })
        else expect(outcome).toMatchObject({ kind: 'refused', error: { code } })
      }
      expect(portal.counters.executed(method)).toBe(before)
    } finally {
      await portal.close()
    }
  })
})

describe('answered by a connection that broke off after it was done', () => {
  // The chat, read again, shows it.
  const visible = names.filter((name) => chatActions[name].isApplied !== undefined)

  it('is seen for most actions', () => expect(visible.length).toBeGreaterThanOrEqual(17))

  it.each(names)('%s goes out once', async (name) => {
    const portal = await start()
    try {
      const { run } = await openCard(portal, name)
      const { method } = chatActions[name]
      const before = portal.counters.executed(method)
      portal.faults.set({ method, kind: 'drop-after', times: 1 })
      await expect(run()).resolves.toMatchObject({ kind: visible.includes(name) ? 'done' : 'unknown' })
      expect(portal.counters.executed(method) - before).toBe(1)
    } finally {
      await portal.close()
    }
  })
})

describe('two operators', () => {
  it('the second one to answer takes the chat from nobody', async () => {
    const portal = await start()
    try {
      const { chatId, run } = await openCard(portal, 'answer')
      portal.world.simulate.colleagueAnswers({ chatId, userId: MARK })
      await expect(run()).resolves.toMatchObject({ kind: 'changed', change: { what: 'answered' } })
      expect(portal.world.state.chat(chatId)?.owner).toBe(MARK)
    } finally {
      await portal.close()
    }
  })

  it('a chat handed to a line is in its queue', async () => {
    const portal = await start()
    try {
      const { chatId } = await openCard(portal, 'transfer')
      const line = [...portal.world.state.lines.values()].find(({ active }) => active)
      const rest = restOf(portal, ANNA, 1)
      await performChatAction(rest, chatId, {
        name: 'transfer',
        to: { kind: 'line', id: (line?.id ?? 0) as LineId, name: line?.name ?? '' },
      })
      expect(portal.world.state.chat(chatId)?.owner).not.toBe(ANNA)
    } finally {
      await portal.close()
    }
  })
})
