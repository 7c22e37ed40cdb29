// The app's own calls against every generation of portals.
import { afterEach, describe, expect, it } from 'vitest'
import type { ChatId, MessageId } from '../../src/domain/ids'
import { fetchMessageRange } from '../../src/portal/methods/message-history'
import { fetchRelations } from '../../src/portal/methods/relations'
import { fetchTeamChat, sendNote } from '../../src/portal/methods/team-chat'
import { GENERATION_NAMES, type Generation } from '../portal/behaviour.ts'
import { startPortal } from '../portal/portal.ts'
import type { Portal } from '../portal/types.ts'
import { restOf } from './rest-of.ts'

const ANNA = 11
const PAGES = 6

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
