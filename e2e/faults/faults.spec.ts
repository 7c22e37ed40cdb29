import { expect, test } from '@playwright/test'
import { IN_A_ROW, ONLY, PHASES, type Case } from './cases.ts'
import { keepOutcomes } from './outcomes.ts'
import { runCase, type Outcome } from './run-case.ts'
import { FaultScenario } from './scenario.ts'

// What each phase does, what each fault is and what has to be true meanwhile and afterwards: e2e/faults.
// `SEED=7` draws other pairs, `PAIRS=5` more of them, `LONG=1` tries all in every phase, `ONLY=drop-after,delay+gone` these alone.

const inRows = (cases: readonly Case[]): readonly (readonly Case[])[] =>
  Array.from({ length: Math.ceil(cases.length / IN_A_ROW) }, (_, row) =>
    cases.slice(row * IN_A_ROW, (row + 1) * IN_A_ROW),
  )

const rows = PHASES.flatMap(({ name, cases }) => inRows(cases).map((row, number) => ({ name, number, cases: row })))

for (const { name, number, cases } of rows) {
  const what = cases.map(({ faults }) => faults.map((fault) => fault.name).join(' + ')).join(', ')
  test(`faults while ${name}: ${what}`, async ({ browser, baseURL }, testInfo) => {
    // A few seconds each; a portal that hangs takes longer, a busy machine much longer.
    test.setTimeout(cases.length * 30_000)
    const outcomes: Outcome[] = []
    let scenario: FaultScenario | null = null
    try {
      for (const { phase, faults } of cases) {
        if (!scenario) {
          scenario = await FaultScenario.create(browser, baseURL ?? '')
          await phase.open(scenario)
        }
        const outcome = await runCase(scenario, phase, faults)
        outcomes.push(outcome)
        if (ONLY) console.log(outcome)
        // What went wrong must not spoil what follows.
        if (outcome.failure !== null) {
          await scenario.dispose()
          scenario = null
        }
      }
    } finally {
      await scenario?.dispose()
      if (!ONLY) keepOutcomes(testInfo.project.outputDir, `${name} ${number}`, outcomes, rows.length)
    }
    const failed = outcomes.filter(({ failure }) => failure !== null)
    expect(failed.map(({ faults, failure }) => `${faults.join(' + ')}: ${failure}`)).toEqual([])
  })
}
