// `npm run check`: everything that needs no browser. One line per step; the output of failed steps follows.
import { readFileSync, rmSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root, run } from './command.mjs'

const withDetails = (output) => {
  const lines = output.split('\n')
  return [lines.at(-1), ...lines.slice(0, -1).map((line) => `    ${line}`)].join('\n')
}
const numbered = (output, pattern) => output.match(pattern)?.[0] ?? ''

// The longest first, so that the cores finish together. `tell` makes the summary of a step from its output.
const steps = [
  {
    name: 'unit',
    command: 'vitest run --silent --reporter=default --reporter=json --outputFile.json=test-results/unit.json',
  },
  { name: 'build', command: 'vite build --logLevel warn && tsx manifest/size.ts', tell: withDetails },
  { name: 'types', command: 'tsc --noEmit' },
  {
    name: 'lint',
    command: 'oxlint -c .oxlintrc.mjs --type-aware --deny-warnings',
    tell: (output) => numbered(output, /on \d+ files/),
  },
  { name: 'unused', command: 'knip --no-progress' },
  { name: 'format', command: 'oxfmt --check .', tell: (output) => numbered(output, /on \d+ files/) },
]

const unitTests = (ok) => {
  let report
  try {
    report = JSON.parse(readFileSync(join(root, 'test-results/unit.json'), 'utf8'))
  } catch {
    return { passed: 0, failed: 1 }
  }
  const { numPassedTests: passed, numFailedTests: failed } = report
  // A file that can't be loaded has no tests that could fail: it counts as a failure.
  return { passed, failed: ok ? failed : Math.max(failed, 1) }
}

/**
 * Runs every step, as many at a time as there are cores. Each step counts as one test, the unit tests one by one.
 * @returns {Promise<{passed: number, failed: number}>}
 */
export const check = async () => {
  const total = { passed: 0, failed: 0 }
  const said = []
  const waiting = [...steps]
  // Results of an earlier run must not be taken for this one's.
  rmSync(join(root, 'test-results/unit.json'), { force: true })
  rmSync(join(root, 'dist'), { recursive: true, force: true })

  const work = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) {
      const { ok, output, seconds } = await run(step.command)
      const { passed, failed } = step.name === 'unit' ? unitTests(ok) : { passed: ok ? 1 : 0, failed: ok ? 0 : 1 }
      total.passed += passed
      total.failed += failed
      const tell =
        step.name === 'unit' ? `${passed} passed, ${failed} failed` : ok ? (step.tell?.(output) ?? '') : 'see below'
      console.log(`${ok ? '✓' : '✗'} ${step.name.padEnd(10)} ${seconds.toFixed(1).padStart(5)} s   ${tell}`.trimEnd())
      if (!ok) said.push(`\n── ${step.name}: ${step.command}\n${output}`)
    }
  }
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), 4) }, work))
  for (const text of said) console.log(text)
  return total
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const began = performance.now()
  const { failed } = await check()
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  console.log(failed === 0 ? `\nAll is well, ${seconds} s` : `\nNot all is well, ${seconds} s`)
  process.exitCode = failed === 0 ? 0 : 1
}
