import { BUDGET, type FirstScreen } from '../../../manifest/first-screen.ts'
import { kB, MB, median, percent, quantile, table, whole } from './figures.ts'
import { slowFrames, SLOW_FRAME_MS, type ChatFigures } from './long-chats.ts'

// Aims at full speed; those for slowed processors are in aims.ts.
const AIM = { keyMs: 16, slowFrames: 0.01, heapBytes: 80_000_000 }

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

/** Typing, scrolling and memory. */
export function chatsReport(chats: readonly ChatFigures[]): string {
  const handling = chats.flatMap(({ name, handling }) =>
    handling.map(({ slowdown, keys, scrolled }) => [
      name,
      `${slowdown}x`,
      whole(median(keys)),
      whole(quantile(keys, 0.95)),
      percent(slowFrames(scrolled)),
      whole(Math.max(...scrolled.frames)),
      `${whole(scrolled.distance)} px`,
    ]),
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
        `key, 95 % (aim at 1x ${AIM.keyMs})`,
        `frames > ${SLOW_FRAME_MS} ms (aim at 1x ${percent(AIM.slowFrames)})`,
        'longest, ms',
        'scrolled',
      ],
      ...handling,
    ]),
    '',
    'To the first message, by the wheel',
    table([['', 'time', 'requests', `heap, MB (aim ${MB(AIM.heapBytes)})`, 'nodes'], ...ways]),
  ].join('\n')
}
