import { existsSync, statSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { root, show } from './command.mjs'

/** Installs the packages when there are none, or when the lockfile is newer than they are. Throws when it can't. */
export const installPackages = async () => {
  const installed = join(root, 'node_modules/.package-lock.json')
  const wanted = join(root, 'package-lock.json')
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(wanted).mtimeMs) return
  console.log('Installing packages ...')
  if (!(await show('npm ci --no-audit --no-fund')) && !(await show('npm install --no-audit --no-fund'))) {
    throw new Error('The packages could not be installed; npm says why above.')
  }
  // `npm install` may write the lockfile last: without this every start would install again.
  const now = new Date()
  utimesSync(installed, now, now)
}
