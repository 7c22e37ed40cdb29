import { expect, it } from 'vitest'
import { aimsOf, aimsReport, verdictOf, type Aim } from './aims.ts'
import type { Start } from './opening.ts'
import type { CardFigures } from './starts.ts'

const start = (newest: number, composer: number, requests: number): Start => ({
  html: 100,
  scripts: 200,
  asked: 250,
  greeted: 260,
  sent: 300,
  answered: newest - 50,
  painted: 220,
  known: newest,
  newest,
  composer,
  requestsBefore: requests,
  window: null,
})

const card = (serverTime: boolean, app: readonly number[], bare: number): CardFigures => ({
  card: 'showcase',
  serverTime,
  starts: {
    cold: { app: app.map((ms) => start(ms, ms + 400, serverTime ? 1 : 2)), former: [], bare: [start(bare, NaN, 1)] },
  },
  preflights: 0,
})

const aimNamed = (aims: readonly Aim[], name: string): Aim => {
  const found = aims.find((aim) => aim.name.startsWith(name))
  if (!found) throw new Error(`No aim is called ${name}`)
  return found
}

it('compares medians with the bare page, each pace of the portal for itself', () => {
  const cards = [card(true, [2000, 9000, 1000], 1000), card(false, [600], 500)]
  const aims = aimsOf({ cards, switching: null, chats: [] }, 4)
  expect(aimNamed(aims, 'newest message, cold, with server').figures).toEqual([NaN, 2, NaN])
  expect(verdictOf(aimNamed(aims, 'newest message, cold, with server'))).toBe('missed by 0.75')
  expect(aimNamed(aims, 'newest message, cold, without server').figures).toEqual([NaN, 1.2, NaN])
  expect(verdictOf(aimNamed(aims, 'newest message, cold, without server'))).toBe('met')
  expect(aimNamed(aims, 'requests before').figures).toEqual([NaN, 2, NaN])
  expect(verdictOf(aimNamed(aims, 'field after the newest message, cold'))).toBe('missed by 100 ms')
})

it('says of nothing that it was met without a measurement', () => {
  const aims = aimsOf({ cards: [], switching: null, chats: [] }, 4)
  expect(aims).toHaveLength(12)
  expect(aims.map(verdictOf).every((verdict) => verdict === '-')).toBe(true)
})

it('takes typing from the chat of 10,000 messages and frames from the worst chat, both slowed', () => {
  const chat = (name: string, key: number, frames: readonly number[]) => ({
    name,
    handling: [
      { slowdown: 1, keys: [99], scrolled: { frames: [99], distance: 1 } },
      { slowdown: 4, keys: [key], scrolled: { frames, distance: 1 } },
    ],
    way: name === 'plain page' ? null : { seconds: 1, requests: 1, heap: 1, nodes: 1 },
  })
  const chats = [
    chat('plain page', 500, [500]),
    chat('10,000 messages', 30, [16, 16, 16, 40]),
    chat('100,000 messages', 60, [16, 16]),
  ]
  const aims = aimsOf({ cards: [], switching: { slowdown: 4, known: [90], unknown: [250] }, chats }, 4)
  expect(verdictOf(aimNamed(aims, 'typing'))).toBe('met')
  expect(aimNamed(aims, 'frames').figures).toEqual([0.25])
  const report = aimsReport(aims)
  expect(report).toMatch(/switching to a known chat, 4x +90 ms +100 ms +met/)
  expect(report).toMatch(/switching to an unknown chat, 4x +250 ms +200 ms +missed by 50 ms/)
  expect(report).toMatch(/frames over 20 ms, 4x, the worst chat +25\.0 % +10\.0 % +missed by 15\.0 %/)
})
