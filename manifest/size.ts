// Prints the size of the built app; fails when the first screen is over its budget or can't be measured.
import { readBuiltFiles } from './built-files.ts'
import { BUDGET, measureFirstScreen, PAGE_BUDGET, SCRIPT_BUDGET } from './first-screen.ts'

const kB = (bytes: number) => (bytes / 1000).toFixed(1).padStart(6)

const { chunks, gzip, page, script, problems } = measureFirstScreen(readBuiltFiles('dist'))
const [first, later] = [chunks.filter((chunk) => chunk.first), chunks.filter((chunk) => !chunk.first)]
for (const chunk of [...first, ...later]) {
  console.log(`${kB(chunk.gzip)} kB gzip ${kB(chunk.bytes)} kB  ${chunk.first ? 'first' : 'later'}  ${chunk.path}`)
}
for (const problem of problems) console.error(problem)
const rest = later.reduce((sum, chunk) => sum + chunk.gzip, 0)
console.log(`before the first paint ${kB(page).trim()} of ${kB(PAGE_BUDGET).trim()} kB gzip`)
console.log(`before the first request ${kB(script).trim()} of ${kB(SCRIPT_BUDGET).trim()} kB gzip`)
console.log(`first screen ${kB(gzip).trim()} of ${kB(BUDGET).trim()} kB gzip, ${kB(rest).trim()} kB later`)
if (problems.length > 0) process.exitCode = 1
