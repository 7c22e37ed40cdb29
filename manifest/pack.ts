// `npm run pack`: makes the ZIP of a static Bitrix24 app from dist/.
import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import app from './app.json' with { type: 'json' }
import { archive } from './archive.ts'
import { readBuiltFiles } from './built-files.ts'

try {
  const zip = archive(readBuiltFiles('dist'))
  const path = `build/crm-chat-panel-${app.version}.zip`
  mkdirSync('build', { recursive: true })
  writeFileSync(path, zip)
  const digest = createHash('sha256').update(zip).digest('hex')
  console.log(`${path}  ${(zip.length / 1000).toFixed(1)} kB  sha256 ${digest}`)
} catch (error) {
  console.error(`Not packed:\n${error instanceof Error ? error.message : String(error)}`)
  process.exitCode = 1
}
