import type { Line } from './model.ts'
import type { State } from './state.ts'

/** Ids of the open lines. */
export const LINE = { sales: 1, support: 2, projects: 4, old: 7 } as const

const LINES: readonly Line[] = [
  { id: LINE.sales, name: 'Sales line', active: true, queueType: 'all', queue: [11, 12, 1], asksForRating: false },
  {
    id: LINE.support,
    name: 'Support line',
    active: true,
    queueType: 'evenly',
    queue: [14, 15, 16],
    asksForRating: true,
  },
  {
    id: LINE.projects,
    name: 'Großprojekte und Behördenkunden – Angebotsbearbeitung Süddeutschland',
    active: true,
    queueType: 'strictly',
    queue: [12, 17],
    asksForRating: false,
  },
  { id: LINE.old, name: 'Showroom (closed)', active: false, queueType: 'all', queue: [], asksForRating: false },
]

/** Three working lines with their queues, and one that is switched off. */
export function seedLines(state: State): void {
  for (const line of LINES) state.lines.set(line.id, { ...line, queue: [...line.queue] })
}
