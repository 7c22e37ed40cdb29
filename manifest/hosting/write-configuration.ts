// `npm run hosting -- <host> <portal> ...`: writes what a host needs to serve the app, to build/hosting/<host>/.
import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { ancestorsFrom, HOSTS } from './configurations.ts'

const [name = '', ...portals] = process.argv.slice(2)
try {
  const host = Object.hasOwn(HOSTS, name) ? HOSTS[name] : undefined
  if (!host) throw new Error(`Say for which host: npm run hosting -- ${Object.keys(HOSTS).join('|')} <portal> ...`)
  const files = Object.entries(host.files(ancestorsFrom(portals)))
  const folder = join('build/hosting', name)
  rmSync(folder, { recursive: true, force: true })
  if (host.withApp) {
    if (!existsSync('dist/index.html')) throw new Error('There is no built app in dist/: npm run build')
    cpSync('dist', join(folder, 'dist'), { recursive: true })
  }
  for (const [path, text] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
    console.log(join(folder, path))
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}
