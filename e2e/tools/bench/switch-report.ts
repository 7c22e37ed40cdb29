import { median, table, whole } from './figures.ts'
import type { SwitchFigures } from './switching.ts'

/** Switching chats. */
export function switchReport({ slowdown, known, unknown }: SwitchFigures): string {
  const row = (name: string, times: readonly number[]) => [
    name,
    whole(median(times)),
    whole(Math.min(...times)),
    whole(Math.max(...times)),
    String(times.length),
  ]
  return [
    `Switching chats, processor ${slowdown} times slower: press on the row to newest message, ms`,
    table([['', 'median', 'fastest', 'slowest', 'presses'], row('known chat', known), row('unknown chat', unknown)]),
  ].join('\n')
}
