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
  /** Opens the card in the state that the cases of this phase need, without faults. */
  readonly open: (scenario: FaultScenario) => Promise<void>
  /** Prepares one case, all being well. */
  readonly arrange: (scenario: FaultScenario) => Promise<S>
  /** Switches the faults on by `begin`, and does what is disturbed. */
  readonly act: (scenario: FaultScenario, scene: S, begin: () => Promise<void>) => Promise<void>
  /** How long the fault lasts, in steps of ms. */
  readonly lasts: readonly number[]
  /** Ms after which everything that can time out has done so; default: a read that begins at once. */
  readonly patience?: number
  /**
   * A false statement on the screen, as text; null = none. `patient`: so much time has passed that waiting without a notice counts as one.
   */
  readonly lies: (
    scenario: FaultScenario,
    scene: S,
    screen: Screen,
    patient: boolean,
  ) => Promise<string | null> | string | null
  /** The panel is not touched after the fault: it has to recover without the operator. */
  readonly handsOff?: boolean
  /** Buttons, besides those of every failure, with which the operator retries. */
  readonly ways?: readonly string[]
  /** What is still missing after the fault; null = it works. */
  readonly missing: (scenario: FaultScenario, scene: S, screen: Screen) => Promise<string | null> | string | null
  /** The chat in which a reply must get through at the end; null = none is open. */
  readonly replyIn: (scenario: FaultScenario, scene: S) => Promise<number>
  /** What was executed more often than requested, as text; null = nothing. `asked`: buttons pressed since the fault began. */
  readonly excess?: (
    scenario: FaultScenario,
    scene: S,
    asked: readonly string[],
    faults: readonly Fault[],
  ) => Promise<string | null> | string | null
}
