import type { Screen } from './screen.ts'
import type { Stage } from './scenario.ts'
import type { Trouble } from './fault.ts'

/** One part of an operator's work during which something fails. `S` = what the phase itself prepares for the case. */
export interface Phase<S = unknown> {
  readonly name: string
  /** What the operator does, for the table. */
  readonly words: string
  /** Methods that the portal's faults apply to; `*` = all. */
  readonly hits: readonly string[]
  /** Opens the card for the cases of this phase, without faults. */
  readonly open: (stage: Stage) => Promise<void>
  /** Prepares one case, without faults. */
  readonly arrange: (stage: Stage) => Promise<S>
  /** Switches the faults on by `begin`, and does the work under test. */
  readonly act: (stage: Stage, scene: S, begin: () => Promise<void>) => Promise<void>
  /** How long the faults last, in steps of ms. */
  readonly lasts: readonly number[]
  /** Ms after which everything that can time out has done so; default: a read that begins at once. */
  readonly patience?: number
  /** A false statement on the screen; null = none. `patient`: waiting without an explanation is no longer acceptable. */
  readonly lies: (stage: Stage, scene: S, screen: Screen, patient: boolean) => Promise<string | null> | string | null
  /** The operator does nothing after the faults: the panel has to recover by itself. */
  readonly handsOff?: boolean
  /** Buttons, besides those of every failure, with which the operator retries. */
  readonly ways?: readonly string[]
  /** What is still missing after the faults; null = it works. */
  readonly missing: (stage: Stage, scene: S, screen: Screen) => Promise<string | null> | string | null
  /** The chat in which a reply must succeed at the end; null = none is open. */
  readonly replyIn: (stage: Stage, scene: S) => Promise<number>
  /** What was executed more often than requested; null = nothing. `asked`: buttons pressed since the faults began. */
  readonly excess?: (
    stage: Stage,
    scene: S,
    asked: readonly string[],
    troubles: readonly Trouble[],
  ) => Promise<string | null> | string | null
}
