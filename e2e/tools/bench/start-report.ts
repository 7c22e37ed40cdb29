// The starts of a card, phase by phase.
import { CARDS } from './cards.ts'
import { median, most, table, whole } from './figures.ts'
import type { Start } from './opening.ts'
import { requestText } from './request-log.ts'
import type { Page } from './site.ts'
import { START_NAMES, type CardFigures, type StartName } from './starts.ts'
import type { StartTimes } from './start-marks.ts'

const PHASES: readonly (readonly [keyof StartTimes, string])[] = [
  ['html', 'the page has come'],
  ['scripts', 'all first scripts have come'],
  ['asked', 'its code asks the host'],
  ['greeted', 'the host has answered'],
  ['sent', 'the first request leaves'],
  ['answered', 'it is answered'],
  ['painted', 'something is on screen'],
  ['known', 'the message known before is on screen'],
  ['newest', 'the newest message is on screen'],
  ['composer', 'the field takes a message'],
]

const START_TITLES: Readonly<Record<StartName, string>> = {
  cold: 'cold',
  known: 'known files',
  reopened: 'reopened',
  news: 'with news',
  offline: 'offline',
}

/** Median of one time of some starts; NaN where it happened in none. */
export const medianOf = (starts: readonly Start[], time: keyof StartTimes): number =>
  median(starts.map((start) => start[time]).filter((ms) => !Number.isNaN(ms)))

/** How many times longer the app took than the bare page; NaN where one of them wasn't measured. */
export const ratioOf = (
  { starts }: CardFigures,
  name: StartName,
  time: keyof StartTimes = 'newest',
  page: Page = 'app',
): number => {
  const byPage = starts[name]
  return byPage ? medianOf(byPage[page], time) / medianOf(byPage.bare, time) : NaN
}

/** Requests until the newest message, of the start with the most; NaN of none. */
export const requestsBefore = (starts: readonly Start[]): number => most(starts.map((start) => start.requestsBefore))

/** Requests within the window, of the start with the most; NaN where it wasn't waited for. */
export const requestsInWindow = (starts: readonly Start[]): number =>
  most(starts.map(({ window }) => window?.length ?? NaN))

const ratio = (value: number) => (Number.isFinite(value) ? value.toFixed(2) : '-')

/** All starts of one card at one pace of the portal: medians. */
export function startReport(figures: CardFigures): string {
  const measured = START_NAMES.flatMap((name) => {
    const byPage = figures.starts[name]
    if (!byPage) return []
    return (['app', 'former', 'bare'] as const)
      .filter((page) => byPage[page].length > 0)
      .map((page) => ({ name, page, starts: byPage[page] }))
  })
  const columns = (cell: (column: (typeof measured)[number]) => string) => measured.map(cell)
  const heading = ({ name, page, starts }: (typeof measured)[number]) =>
    page === 'app' ? `${START_TITLES[name]} (${starts.length})` : page
  const compared = (time: 'newest' | 'painted') =>
    columns(({ name, page }) => (page === 'bare' ? '' : ratio(ratioOf(figures, name, time, page))))
  return [
    `Card ${CARDS[figures.card].title}; the portal answers ${figures.serverTime ? 'in the time of a real server' : 'at once'}`,
    table([
      ['medians, ms after the opening (starts)', ...columns(heading)],
      ...PHASES.filter(([time]) => time !== 'known' || figures.starts.news).map(([time, title]) => [
        title,
        ...columns(({ name, starts }) => (time === 'known' && name !== 'news' ? '' : whole(medianOf(starts, time)))),
      ]),
      [
        'newest message, fastest start',
        ...columns(({ starts }) => whole(Math.min(...starts.map((start) => start.newest)))),
      ],
      ['newest message: times the bare page', ...compared('newest')],
      ['first paint: times the bare page', ...compared('painted')],
      ['requests before the newest message', ...columns(({ starts }) => whole(requestsBefore(starts)))],
      ['requests in 5 s', ...columns(({ starts }) => whole(requestsInWindow(starts)))],
    ]),
    ...measured.flatMap(({ name, page, starts }) => {
      const window = starts.find((start) => start.window)?.window
      if (!window || page === 'bare' || name === 'offline') return []
      return [
        `  asked in 5 s, ${START_TITLES[name]}${page === 'app' ? '' : `, ${page}`}: ${window.map(requestText).join(', ')}`,
      ]
    }),
    `  preflights per request of the app: ${figures.preflights.toFixed(2)}`,
  ].join('\n')
}
