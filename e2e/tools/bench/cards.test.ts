import { expect, it } from 'vitest'
import { benchWorld, CARDS, type CardName } from './cards.ts'

it.each<[CardName, own: number, all: number]>([
  ['small', 7, 7],
  ['showcase', 7, 20],
  ['forty', 15, 40],
])('the card %s has %i chats of its own and %i with its relations', (name, own, all) => {
  const world = benchWorld()
  const deal = CARDS[name].deal(world)
  const links = world.card('deal', deal)?.links ?? []
  const chats = [{ type: 'deal' as const, id: deal }, ...links].map((card) => world.state.chatsOf(card))
  expect(chats[0]).toHaveLength(own)
  expect(new Set(chats.flat()).size).toBe(all)
})

it('a world may lie in the past, as a whole', () => {
  const HOUR_MS = 3_600_000
  const now = Date.now() - HOUR_MS
  const { state } = benchWorld(() => now)
  const dates = [...state.chats.values()].map(({ messages }) => messages.last?.date ?? 0)
  expect(dates.length).toBeGreaterThan(60)
  expect(Math.max(...dates)).toBeLessThanOrEqual(now)
})
