import type { Screen } from './screen.ts'
import type { FaultScenario } from './scenario.ts'
import type { Fault } from './fault.ts'

/** One part of an operator's work during which something fails. `S` = what the phase itself prepares for the case. */
export interface Phase<S = unknown> {
  readonly name: string
  /** What the operator does, for the table. */
  readonly words: string
  /** Methods that the portal's faults apply to; `*` = all. */
  readonly hits: readonly string[]
  /** Opens the card as the cases of this phase want it, all being well. */
  readonly open: (scenario: FaultScenario) => Promise<void>
  /** Prepares one case, all being well. */
  readonly arrange: (scenario: FaultScenario) => Promise<S>
  /** Switches the faults on by `begin`, and does what is disturbed. */
  readonly act: (scenario: FaultScenario, scene: S, begin: () => Promise<void>) => Promise<void>
  /** How long the fault lasts, in steps of ms. */
  readonly lasts: readonly number[]
  /** Ms after which everything that can time out has done so; default: a read that begins at once. */
  readonly patience?: number
  /** What the screen claims falsely, in words; null = nothing. `patient`: there is no more excuse for waiting without a word. */
  readonly lies: (
    scenario: FaultScenario,
    scene: S,
    screen: Screen,
    patient: boolean,
  ) => Promise<string | null> | string | null
  /** Nobody touches the panel after the fault: it has to recover by itself. */
  readonly handsOff?: boolean
  /** Buttons, besides those of every failure, with which the operator retries. */
  readonly ways?: readonly string[]
  /** What is still missing after the fault; null = it works. */
  readonly missing: (scenario: FaultScenario, scene: S, screen: Screen) => Promise<string | null> | string | null
  /** The chat in which a reply must get through at the end; null = none is open. */
  readonly replyIn: (scenario: FaultScenario, scene: S) => Promise<number>
  /** What was executed more often than it was asked for, in words; null = nothing. `asked`: buttons pressed since the fault began. */
  readonly excess?: (
    scenario: FaultScenario,
    scene: S,
    asked: readonly string[],
    faults: readonly Fault[],
  ) => Promise<string | null> | string | null
}
