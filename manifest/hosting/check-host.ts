// `npm run check:host -- <address> [<portal>]`: looks at a host from outside, as a portal would. Exit code 1 when something failed.
import { checkHost } from './host-checks.ts'

const MARKS = { ok: '✓ ok     ', warning: '! warning', failed: '✗ failed ' }

const [address, portal] = process.argv.slice(2)
try {
  if (address === undefined)
    throw new Error(
      'Say which address: npm run check:host -- https://panel.example.com/ [https://example.bitrix24.com]',
    )
  const findings = await checkHost(address, portal)
  for (const { check, state, found, todo } of findings)
    console.log(`${MARKS[state]}  ${check.padEnd(15)}  ${[found, todo].filter((text) => text !== '').join('. ')}`)
  const count = (state: string) => findings.filter((finding) => finding.state === state).length
  console.log(`\n${count('ok')} ok, ${count('warning')} warnings, ${count('failed')} failed`)
  process.exitCode = count('failed') > 0 ? 1 : 0
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}
