// The app's own calls against every generation of portals.
import { afterEach, describe, expect, it } from 'vitest'
import { QueryClient } from '@tanstack/react-query'
import type { ChatId, FileId, MessageId } from '../../src/domain/ids'
import type { MessageWindow } from '../../src/domain/message-window'
import { fetchCardSessions, fetchSessions } from '../../src/portal/methods/card-sessions'
import { fetchNewestMessages } from '../../src/portal/methods/messages'
import type { Portal as AppPortal } from '../../src/portal/portal'
import { getChat } from '../../src/queries/card'
import type { OpenedCard } from '../../src/queries/card-context'
import { queryKeys } from '../../src/queries/query-keys'
import { loadEarlierSessions, readLastSessions } from '../../src/queries/session-history'
import { createAddressQueue } from '../../src/queries/file-addresses'
import { fetchMessageRange, historyMethods } from '../../src/portal/methods/message-history'
import { fetchRelations } from '../../src/portal/methods/relations'
import { fetchTeamChat, sendNote } from '../../src/portal/methods/team-chat'
import { GENERATION_NAMES, type Generation } from '../portal/behaviour.ts'
import { startPortal } from '../portal/portal.ts'
import type { Portal } from '../portal/types.ts'
import { restOf } from './rest-of.ts'
import { applyWholeStart, startCard } from './start-card.ts'

const ANNA = 11
const DOWNLOAD = 'im.v2.File.download'
const PAGES = 6
/** Pages that the panel asks for at first while a person scrolls up. */
const PAGES_WHILE_SCROLLING = 2
/** Neither an operator of the chats nor in the lines' queues. */
const GRACE = 18
const MARK = 12

let portal: Portal | undefined
afterEach(async () => {
  await portal?.close()
  portal = undefined
})

const start = async (generation: Generation) => {
  portal = await startPortal({ appUrl: 'http://127.0.0.1/', limits: 'off', generation })
  return { portal, rest: restOf(portal, ANNA, 1), deal: portal.world.showcase.deal }
}

/** A chat of Anna's with so many messages more. */
const longChat = ({ world }: Portal, count: number): { chatId: ChatId; ids: readonly number[] } => {
  const chat = [...world.state.chats.values()].find(({ kind, members }) => kind === 'lines' && members.has(ANNA))!
  for (let index = 0; index < count; index += 1) world.simulate.clientWrites({ chatId: chat.id, text: `Line ${index}` })
  return { chatId: chat.id as ChatId, ids: chat.messages.slice(0).map(({ id }) => id) }
}

describe.each(GENERATION_NAMES)('a portal of the generation %s', (generation) => {
  it('is read in both directions without a hole', async () => {
    const { portal, rest } = await start(generation)
    const { chatId, ids } = longChat(portal, 420)
    const newest = ids.at(-1) as MessageId
    const older = await fetchMessageRange(rest, portal.origin, chatId, 'older', newest, PAGES)
    const read = older.messages.map(({ id }) => id).toSorted((a, b) => a - b)
    expect(read).toEqual(ids.slice(-1 - PAGES * 50, -1))
    expect(older.more).toBe(true)

    const from = ids[10] as MessageId
    const newer = await fetchMessageRange(rest, portal.origin, chatId, 'newer', from, PAGES)
    expect(newer.messages.map(({ id }) => id).toSorted((a, b) => a - b)).toEqual(ids.slice(11, 11 + PAGES * 50))

    const toTheEnd = await fetchMessageRange(rest, portal.origin, chatId, 'newer', ids.at(-80) as MessageId, PAGES)
    expect(toTheEnd.messages).toHaveLength(79)
    expect(toTheEnd.more).toBe(false)
  })

  it('gives addresses of the pictures in sight, in one request or one by one, that open without its session', async () => {
    const { portal, rest } = await start(generation)
    const { state } = portal.world
    const own = [...state.files.values()].filter(({ chatId }) => state.chat(chatId)?.members.has(ANNA)).slice(0, 5)
    expect(own.length).toBeGreaterThan(2)
    const queue = createAddressQueue(historyMethods(rest, portal.origin))
    const { signal } = new AbortController()
    const ask = (files: typeof own) =>
      Promise.all(files.map(({ chatId, id }) => queue.ask(chatId as ChatId, id as FileId, signal)))
    const urls = await ask(own)
    const requested = portal.counters.requested(DOWNLOAD)
    expect(requested).toBe(generation === 'cloud' ? 0 : own.length)
    for (const [place, url] of urls.entries()) {
      const file = await fetch(url)
      expect(file.headers.get('content-disposition')).toContain(encodeURIComponent(own[place]!.name))
    }
    // What was found out is remembered: no batch is tried again.
    const batches = portal.counters.requested('batch')
    await ask(own.slice(0, 2))
    expect(portal.counters.requested('batch') - batches).toBe(generation === 'cloud' ? 1 : 0)
  })

  it('opens the card’s team chat, and takes a note for it', async () => {
    const { portal, rest, deal } = await start(generation)
    const item = { type: 'deal', id: deal } as const
    const team = await fetchTeamChat(rest, portal.origin, item)
    if (team.kind !== 'inside') throw new Error(`The team chat is ${team.kind}`)
    expect(team.window.messages.at(-1)?.text).toContain('The stone for the island')
    const id = await sendNote(rest, item, team.id, 'Noted')
    expect(portal.world.state.chat(team.id)?.messages.get(id)?.text).toBe('Noted')
  })

  it('tells the related records and their chats', async () => {
    const { portal, rest } = await start(generation)
    const item = { type: 'deal', id: portal.world.showcase.related.deal } as const
    const { related } = await fetchRelations(rest, portal.origin, item, false)
    const links = portal.world.card('deal', item.id)!.links
    expect(related?.list.map((one) => `${one.item.type} ${one.item.id}`).toSorted()).toEqual(
      links.map(({ type, id }) => `${type} ${id}`).toSorted(),
    )
    for (const { access, chats, title } of related?.list ?? []) {
      expect(access).toBe('open')
      expect(chats?.length).toBeGreaterThan(0)
      expect(title).not.toBeNull()
    }
  })
})

/** A chat of six sessions, the last one Mark's, who sees all of them. */
const sixSessions = ({ world }: Portal, isOpen: boolean) => {
  const { deal } = world.showcase
  const { chatId } = world.simulate.newClientChat({
    type: 'deal',
    id: deal,
    connector: 'livechat',
    name: 'Old Friend',
  }) as {
    chatId: number
  }
  for (let session = 1; session <= 6; session += 1) {
    world.simulate.colleagueAnswers({ chatId, userId: MARK, text: `Session ${session}` })
    world.simulate.clientWrites({ chatId, text: 'And now?', count: 16 })
    if (session === 6 && isOpen) break
    world.simulate.finish({ chatId, byUserId: MARK })
    if (session < 6) world.simulate.clientWrites({ chatId, text: 'It is me again' })
  }
  const chat = world.state.chat(chatId)!
  expect(chat.sessions).toHaveLength(6)
  return { chatId: chatId as ChatId, ids: chat.messages.slice(0).map(({ id }) => id) }
}

/** How many requests it takes to read the chat back to its first message, and what was read. */
const readAll = async (portal: Portal, chatId: ChatId, userId: number) => {
  const rest = restOf(portal, userId, 1)
  const item = { type: 'deal', id: portal.world.showcase.deal } as const
  const { origin } = portal
  const client = new QueryClient()
  const start = startCard(rest, origin, item, chatId)
  const appPortal: Partial<AppPortal> = {
    fetchCardSessions: (...asking) => fetchCardSessions(rest, ...asking),
    fetchSessions: (...asking) => fetchSessions(rest, origin, ...asking),
    fetchNewestMessages: (...asking) => fetchNewestMessages(rest, origin, ...asking),
  }
  const card: OpenedCard = { portal: appPortal as AppPortal, ...start }
  await applyWholeStart(client, card)
  const key = queryKeys.messages(chatId)
  const shown = () => client.getQueryData<MessageWindow>(key)
  const chat = getChat(client, item, chatId)!
  if (!shown()) {
    const newest = await fetchNewestMessages(rest, origin, chatId, chat.dialog?.sessionId ?? null).then(
      ({ window }) => window,
      (thrown: unknown) => readLastSessions(card, client, chat, thrown),
    )
    client.setQueryData(key, newest)
  }
  if (shown()!.source === 'member') {
    const messages = [...shown()!.messages]
    for (let more = true; more;) {
      const edge = Math.min(...messages.map(({ id }) => id)) as MessageId
      const page = await fetchMessageRange(rest, origin, chatId, 'older', edge, PAGES_WHILE_SCROLLING)
      messages.push(...page.messages)
      ;({ more } = page)
    }
    return { requests: rest.requestCount(), ids: messages.map(({ id }) => id).toSorted((a, b) => a - b) }
  }
  for (let before = -1; before !== shown()!.messages.length;) {
    before = shown()!.messages.length
    await loadEarlierSessions(card, client, chat)
  }
  return { requests: rest.requestCount(), ids: shown()!.messages.map(({ id }) => id) }
}

describe.each(['old', 'cloud'] as const)('a manager who is not in a chat of six sessions, on %s', (generation) => {
  it.each([true, false])(
    'reads it back to the first message, in two requests more than a member (open: %s)',
    async (isOpen) => {
      const { portal } = await start(generation)
      const { chatId, ids } = sixSessions(portal, isOpen)
      const asManager = await readAll(portal, chatId, GRACE)
      expect(asManager.ids).toEqual(ids)
      // A closed chat has no members to compare with.
      const asMember = isOpen ? await readAll(portal, chatId, MARK) : null
      if (asMember) expect(asMember.ids).toEqual(ids)
      expect(asManager.requests).toBeLessThanOrEqual(asMember ? asMember.requests + 2 : 6)
    },
  )
})
