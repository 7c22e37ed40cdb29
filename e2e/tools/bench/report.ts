import { BUDGET, type FirstScreen } from '../../../manifest/first-screen.ts'
import { kB, MB, median, percent, quantile, table, whole } from './figures.ts'
import type { ChatFigures } from './long-chats.ts'
import type { StartMarks } from './start-marks.ts'
import type { StartFigures, StartsByPage } from './start.ts'

// Aims; nothing fails when they are missed.
const AIM = { ratio: 2, requests: 1, key: 16, slowFrame: 20, slowFrames: 0.01, heap: 80_000_000 }

const STEPS: readonly (readonly [keyof StartMarks, string])[] = [
  ['html', 'the page has come'],
  ['asked', 'its code asks the host'],
  ['greeted', 'the host has answered'],
  ['scripts', 'all first scripts have come'],
  ['sent', 'the batch leaves'],
  ['answered', 'the batch is answered'],
  ['painted', 'something is on screen'],
  ['newest', 'the newest message is on screen'],
]

type Starts = readonly StartMarks[]

const newest = (starts: Starts) => starts.map((start) => start.newest)
const spread = (values: readonly number[]) => `${whole(Math.min(...values))} to ${whole(Math.max(...values))}`

/** Bytes by chunk, as in `npm run size`. */
export function bytesReport({ chunks, gzip }: FirstScreen): string {
  const sorted = chunks.toSorted((a, b) => Number(b.first) - Number(a.first) || b.gzip - a.gzip)
  return [
    'Bytes (gzip)',
    table([
      ['chunk', 'kB', 'loaded'],
      ...sorted.map((chunk) => [chunk.path, kB(chunk.gzip), chunk.first ? 'first' : 'later']),
      ['before the newest message', kB(gzip), `aim ${kB(BUDGET)}`],
    ]),
  ].join('\n')
}

/** Both pages step by step, compared. */
export function startReport({ cold, warm, preflights }: StartFigures, slowdown: number, latencyMs: number): string {
  const compareTo = (bare: Starts, name: string, app: Starts) => [
    `newest message, ${name}, ${app.length} starts each`,
    whole(median(newest(app))),
    spread(newest(app)),
    whole(median(newest(bare))),
    spread(newest(bare)),
    (median(newest(app)) / median(newest(bare))).toFixed(2),
    (Math.min(...newest(app)) / Math.min(...newest(bare))).toFixed(2),
  ]
  const compare = (name: string, { app, former, bare }: StartsByPage) => [
    compareTo(bare, name, app),
    ...(former.length > 0 ? [compareTo(bare, `${name}, the other build`, former)] : []),
  ]
  const step = (key: keyof StartMarks, starts: Starts) => whole(median(starts.map((start) => start[key])))
  const requests = Math.max(...cold.app.map((start) => start.requests))
  return [
    `Start: processor ${slowdown} times slower, ${latencyMs} ms each way; ms after the frame is opened`,
    table([
      ['', 'app', 'spread', 'bare', 'spread', `ratio (aim ${AIM.ratio})`, 'of the fastest'],
      ...compare('empty cache', cold),
      ...compare('known files', warm),
    ]),
    '',
    table([
      ['medians, step by step', 'app', 'bare', 'app, known files', 'bare, known files'],
      ...STEPS.map(([key, name]) => [
        name,
        ...[cold.app, cold.bare, warm.app, warm.bare].map((starts) => step(key, starts)),
      ]),
    ]),
    '',
    `  REST requests before it: ${requests} (aim ${AIM.requests}), each with ${preflights.toFixed(2)} preflights`,
  ].join('\n')
}

/** Typing, scrolling and memory. */
export function chatsReport(chats: readonly ChatFigures[]): string {
  const handling = chats.flatMap(({ name, handling }) =>
    handling.map(({ slowdown, keys, scrolled: { frames, distance } }) => {
      const slow = frames.filter((ms) => ms > AIM.slowFrame).length / frames.length
      return [
        name,
        `${slowdown}x`,
        whole(median(keys)),
        whole(quantile(keys, 0.95)),
        percent(slow),
        whole(Math.max(...frames)),
        `${whole(distance)} px`,
      ]
    }),
  )
  const ways = chats.flatMap(({ name, way }) =>
    way ? [[name, `${way.seconds.toFixed(0)} s`, String(way.requests), MB(way.heap), String(way.nodes)]] : [],
  )
  return [
    'Long chats: key press to paint in ms, frames while scrolling up',
    table([
      [
        '',
        'slower',
        'key, median',
        `key, 95 % (aim ${AIM.key})`,
        'frames > 20 ms (aim 1 %)',
        'longest, ms',
        'scrolled',
      ],
      ...handling,
    ]),
    '',
    'To the first message, by the wheel',
    table([['', 'time', 'requests', `heap, MB (aim ${MB(AIM.heap)})`, 'nodes'], ...ways]),
  ].join('\n')
}
