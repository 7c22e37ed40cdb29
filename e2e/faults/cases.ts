import type { Phase } from './phase.ts'
import { actions } from './phases/actions.ts'
import { polling } from './phases/polling.ts'
import { details, reading, scrolling } from './phases/reading.ts'
import { sending } from './phases/sending.ts'
import { start } from './phases/start.ts'
import { uploading } from './phases/uploading.ts'
import { sample } from './sample-pairs.ts'
import { PAIRS, FAULTS, faultNamed, type Fault } from './fault.ts'

/** One phase and the faults in it. */
export interface Case {
  readonly phase: Phase
  readonly faults: readonly Fault[]
}

/** Every pair in every phase. Otherwise every single fault while starting, reading, sending, uploading and acting, one action each, and a few pairs. */
export const LONG = process.env['LONG'] === '1'
/** Which pairs are drawn and which action meets which fault in the short run. */
export const SEED = Number(process.env['SEED'] ?? 1)
/** These faults alone, by name. */
export const ONLY = process.env['ONLY']?.split(',').map((names) => names.split('+').map(faultNamed))
/** Cases that share a page. */
export const IN_A_ROW = 10

/** Pairs per phase. */
const COUNT = Number(process.env['PAIRS'] ?? (LONG ? PAIRS.length : 1))

const faultsOf = (place: number): readonly (readonly Fault[])[] =>
  ONLY ?? [...FAULTS.map((fault) => [fault]), ...sample(PAIRS, COUNT, SEED * 100 + place)]

// Each phase prepares a scene of its own type, which nothing else reads.
const all = (...phases: readonly unknown[]) => phases as readonly Phase[]

/** The phases and their cases. */
export const PHASES: readonly { readonly name: string; readonly cases: readonly Case[] }[] = [
  ...(LONG || ONLY
    ? all(start, reading, details, scrolling, polling, sending, uploading)
    : all(start, reading, sending, uploading)
  ).map((phase, place) => ({
    name: phase.name,
    cases: faultsOf(place).map((faults) => ({ phase, faults })),
  })),
  ...(LONG
    ? all(...actions).map((phase) => ({
        name: phase.name,
        cases: faultsOf(-1).map((faults) => ({ phase, faults })),
      }))
    : [
        {
          name: 'acting',
          cases: faultsOf(-1).flatMap((faults, place) => {
            const phase = all(...actions)[(SEED + place) % actions.length]
            return phase ? [{ phase, faults }] : []
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
  polling,
  sending,
  uploading,
  ...actions,
)
