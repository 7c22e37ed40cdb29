import { expect, test } from '@playwright/test'
import { IN_A_ROW, ONLY, PHASES, type Case } from './cases.ts'
import { keepOutcomes } from './outcomes.ts'
import { play, type Outcome } from './run-case.ts'
import { Stage } from './scenario.ts'

// What each phase does, what each fault is and what has to be true during and after it: e2e/faults.
// `SEED=7` draws other pairs, `PAIRS=5` more of them, `LONG=1` tries all in every phase, `ONLY=drop-after,delay+gone` only these.

const inRows = (cases: readonly Case[]): readonly (readonly Case[])[] =>
  Array.from({ length: Math.ceil(cases.length / IN_A_ROW) }, (_, row) =>
    cases.slice(row * IN_A_ROW, (row + 1) * IN_A_ROW),
  )

const rows = PHASES.flatMap(({ name, cases }) => inRows(cases).map((row, number) => ({ name, number, cases: row })))

for (const { name, number, cases } of rows) {
  const what = cases.map(({ troubles }) => troubles.map((trouble) => trouble.name).join(' + ')).join(', ')
  test(`faults while ${name}: ${what}`, async ({ browser, baseURL }, testInfo) => {
    // A few seconds each; a portal that hangs takes longer, a busy machine much longer.
    test.setTimeout(cases.length * 30_000)
    const outcomes: Outcome[] = []
    let stage: Stage | null = null
    try {
      for (const { phase, troubles } of cases) {
        if (!stage) {
          stage = await Stage.set(browser, baseURL ?? '')
          await phase.open(stage)
        }
        const outcome = await play(stage, phase, troubles)
        outcomes.push(outcome)
        if (ONLY) console.log(outcome)
        // A failed case must not affect the following ones.
        if (outcome.fault !== null) {
          await stage.strike()
          stage = null
        }
      }
    } finally {
      await stage?.strike()
      if (!ONLY) keepOutcomes(testInfo.project.outputDir, `${name} ${number}`, outcomes, rows.length)
    }
    const faulty = outcomes.filter(({ fault }) => fault !== null)
    expect(faulty.map(({ troubles, fault }) => `${troubles.join(' + ')}: ${fault}`)).toEqual([])
  })
}
