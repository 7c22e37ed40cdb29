import type { Phase } from './phase.ts'
import { actions } from './phases/actions.ts'
import { looking } from './phases/polling.ts'
import { details, reading, scrolling } from './phases/reading.ts'
import { sending } from './phases/sending.ts'
import { start } from './phases/start.ts'
import { uploading } from './phases/uploading.ts'
import { sample } from './sample-pairs.ts'
import { PAIRS, TROUBLES, troubleNamed, type Trouble } from './fault.ts'

/** One phase and the faults in it. */
export interface Case {
  readonly phase: Phase
  readonly troubles: readonly Trouble[]
}

/** Every pair in every phase. Otherwise every single fault while starting, reading, sending, uploading and acting, one action each, and a few pairs. */
export const LONG = process.env['LONG'] === '1'
/** Draws the pairs, and which action meets which fault in the short run. */
export const SEED = Number(process.env['SEED'] ?? 1)
/** Only these faults, by name. */
export const ONLY = process.env['ONLY']?.split(',').map((names) => names.split('+').map(troubleNamed))
/** Cases that share a page. */
export const IN_A_ROW = 10

/** Pairs per phase. */
const COUNT = Number(process.env['PAIRS'] ?? (LONG ? PAIRS.length : 1))

const troublesOf = (place: number): readonly (readonly Trouble[])[] =>
  ONLY ?? [...TROUBLES.map((trouble) => [trouble]), ...sample(PAIRS, COUNT, SEED * 100 + place)]

// Each phase prepares a scene of its own type, which nothing else reads.
const all = (...phases: readonly unknown[]) => phases as readonly Phase[]

/** The phases and their cases. */
export const PHASES: readonly { readonly name: string; readonly cases: readonly Case[] }[] = [
  ...(LONG || ONLY
    ? all(start, reading, details, scrolling, looking, sending, uploading)
    : all(start, reading, sending, uploading)
  ).map((phase, place) => ({
    name: phase.name,
    cases: troublesOf(place).map((troubles) => ({ phase, troubles })),
  })),
  ...(LONG
    ? all(...actions).map((phase) => ({
        name: phase.name,
        cases: troublesOf(-1).map((troubles) => ({ phase, troubles })),
      }))
    : [
        {
          name: 'acting',
          cases: troublesOf(-1).flatMap((troubles, place) => {
            const phase = all(...actions)[(SEED + place) % actions.length]
            return phase ? [{ phase, troubles }] : []
          }),
        },
      ]),
]

/** Every phase, for the table. */
export const ALL_PHASES: readonly Phase[] = all(
  start,
  reading,
  details,
  scrolling,
  looking,
  sending,
  uploading,
  ...actions,
)
