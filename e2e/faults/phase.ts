import type { Screen } from './screen.ts'
import type { Stage } from './scenario.ts'
import type { Trouble } from './fault.ts'

/** One moment of an operator's work during which something goes wrong. `S` = what the phase itself prepared for the case. */
export interface Phase<S = unknown> {
  readonly name: string
  /** What the operator does, for the table. */
  readonly words: string
  /** Methods that the portal's faults are for; `*` = whatever is asked. */
  readonly hits: readonly string[]
  /** Opens the card as the cases of this phase want it, all being well. */
  readonly open: (stage: Stage) => Promise<void>
  /** Prepares one case, all being well. */
  readonly arrange: (stage: Stage) => Promise<S>
  /** Switches the troubles on by `begin`, and does what is troubled. */
  readonly act: (stage: Stage, scene: S, begin: () => Promise<void>) => Promise<void>
  /** How long the trouble lasts, in steps of ms. */
  readonly lasts: readonly number[]
  /** After so many ms everything that can give up has given up; default: a read begun at once. */
  readonly patience?: number
  /** What the screen claims falsely, in words; null = nothing. `patient`: there is no more excuse for waiting without a word. */
  readonly lies: (stage: Stage, scene: S, screen: Screen, patient: boolean) => Promise<string | null> | string | null
  /** Nobody touches the panel after the trouble: it has to recover by itself. */
  readonly handsOff?: boolean
  /** Buttons, besides those that every failure offers, by which the operator asks once more. */
  readonly ways?: readonly string[]
  /** What is still missing after the trouble; null = it works. */
  readonly missing: (stage: Stage, scene: S, screen: Screen) => Promise<string | null> | string | null
  /** The chat in which a reply must get through at the end; null = none is open. */
  readonly replyIn: (stage: Stage, scene: S) => Promise<number>
  /** What was executed more often than it was asked for, in words; null = nothing. `asked`: buttons pressed since the trouble began. */
  readonly excess?: (
    stage: Stage,
    scene: S,
    asked: readonly string[],
    troubles: readonly Trouble[],
  ) => Promise<string | null> | string | null
}
