// Who imports whom, against rules.ts. `npm run check` runs it; direction.test.ts proves that it bites.
import { readTree } from './imports.ts'
import { rules } from './rules.ts'

const { files, imports } = readTree(process.cwd(), ['src', 'e2e', 'manifest'])
const broken = rules.flatMap(({ name, why, finds }) => finds({ files, imports }).map((found) => ({ name, why, found })))

for (const { name, why, found } of broken) console.error(`${name}: ${found}\n  ${why}`)
console.log(`${files.length} modules, ${imports.length} imports, ${rules.length} rules, ${broken.length} broken`)
if (broken.length > 0) process.exitCode = 1
