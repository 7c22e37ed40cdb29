// What was measured beside the aims. Nothing fails when one is missed.
import { CARD_NAMES } from './cards.ts'
import { median, most, percent, quantile, table } from './figures.ts'
import { slowFrames, type ChatFigures } from './long-chats.ts'
import type { Start } from './opening.ts'
import { medianOf, ratioOf, requestsBefore, requestsInWindow } from './start-report.ts'
import { START_NAMES, type CardFigures, type StartName } from './starts.ts'
import type { SwitchFigures } from './switching.ts'

/** Everything that was measured; what wasn't is empty or null. */
export interface AllFigures {
  readonly cards: readonly CardFigures[]
  readonly switching: SwitchFigures | null
  readonly chats: readonly ChatFigures[]
}

/** One line of the table of aims. */
export interface Aim {
  readonly name: string
  readonly aim: number
  /** Lower is better. One for each card, or a single one; NaN = not measured. */
  readonly figures: readonly number[]
  readonly show: (figure: number) => string
}

/** Starts in which the portal answers. */
const OPENED = START_NAMES.filter((name) => name !== 'offline')

const times = (figure: number) => figure.toFixed(2)
const ms = (figure: number) => `${Math.round(figure)} ms`
const number = (figure: number) => String(figure)

/** All aims, with what was measured. `slowdown`: the one at which they are set. */
export function aimsOf({ cards, switching, chats }: AllFigures, slowdown: number): Aim[] {
  const perCard = (serverTime: boolean | null, figure: (card: CardFigures) => number) =>
    CARD_NAMES.map((name) => {
      const found = cards.filter((one) => one.card === name && (serverTime ?? one.serverTime) === one.serverTime)
      return most(found.map(figure))
    })
  const appStarts = ({ starts }: CardFigures, name: StartName) => starts[name]?.app ?? []
  const fieldAfter = (card: CardFigures, name: StartName) =>
    medianOf(appStarts(card, name), 'composer') - medianOf(appStarts(card, name), 'newest')
  // The slower a start is, the fewer requests fit into the window: the start with the most counts.
  const inAnyStart = (card: CardFigures, count: (starts: readonly Start[]) => number) =>
    most(OPENED.map((name) => count(appStarts(card, name))))
  const slowed = chats.flatMap(({ name, way, handling }) =>
    way ? handling.filter((one) => one.slowdown === slowdown).map((one) => ({ name, ...one })) : [],
  )
  const typed = slowed.find(({ name }) => name === '10,000 messages')
  return [
    {
      name: 'newest message, cold, with server time / bare page',
      aim: 1.25,
      figures: perCard(true, (card) => ratioOf(card, 'cold')),
      show: times,
    },
    {
      name: 'newest message, cold, without server time / bare page',
      aim: 1.5,
      figures: perCard(false, (card) => ratioOf(card, 'cold')),
      show: times,
    },
    {
      name: 'first paint, cold / bare page’s first paint',
      aim: 1.1,
      figures: perCard(null, (card) => ratioOf(card, 'cold', 'painted')),
      show: times,
    },
    {
      name: 'newest message, reopened, with server time / bare page',
      aim: 0.6,
      figures: perCard(true, (card) => ratioOf(card, 'reopened')),
      show: times,
    },
    { name: `switching to a known chat, ${slowdown}x`, aim: 100, figures: [median(switching?.known ?? [])], show: ms },
    {
      name: `switching to an unknown chat, ${slowdown}x`,
      aim: 200,
      figures: [median(switching?.unknown ?? [])],
      show: ms,
    },
    {
      name: `field after the newest message, cold, ${slowdown}x`,
      aim: 300,
      figures: perCard(null, (card) => fieldAfter(card, 'cold')),
      show: ms,
    },
    {
      name: `field after the newest message, reopened, ${slowdown}x`,
      aim: 300,
      figures: perCard(null, (card) => fieldAfter(card, 'reopened')),
      show: ms,
    },
    {
      name: 'requests before the newest message, any start',
      aim: 1,
      figures: perCard(null, (card) => inAnyStart(card, requestsBefore)),
      show: number,
    },
    {
      name: 'requests in 5 s, any start',
      aim: 3,
      figures: perCard(null, (card) => inAnyStart(card, requestsInWindow)),
      show: number,
    },
    {
      name: `typing, 95 %, ${slowdown}x, 10,000 messages`,
      aim: 32,
      figures: [quantile(typed?.keys ?? [], 0.95)],
      show: ms,
    },
    {
      name: `frames over 20 ms, ${slowdown}x, the worst chat`,
      aim: 0.1,
      figures: [most(slowed.map(({ scrolled }) => slowFrames(scrolled)))],
      show: percent,
    },
  ]
}

/** `met`, `missed by 0.51`, or `-` where it wasn't measured. The worst card counts. */
export function verdictOf({ aim, figures, show }: Aim): string {
  const worst = most(figures)
  if (Number.isNaN(worst)) return '-'
  return worst <= aim ? 'met' : `missed by ${show(worst - aim)}`
}

/** The table of docs/bench.md. */
export function aimsReport(aims: readonly Aim[]): string {
  const shown = ({ figures, show }: Aim) =>
    figures.map((figure) => (Number.isNaN(figure) ? '-' : show(figure))).join(' · ')
  return [
    `Beside the aims; several figures are the cards ${CARD_NAMES.join(', ')}`,
    table([['', 'figure', 'aim', ''], ...aims.map((aim) => [aim.name, shown(aim), aim.show(aim.aim), verdictOf(aim)])]),
  ].join('\n')
}
