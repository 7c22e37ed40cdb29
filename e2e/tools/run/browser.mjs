import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { show } from './command.mjs'

const places = {
  linux: [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome-stable',
    '/usr/bin/google-chrome',
    '/opt/google/chrome/chrome',
    '/snap/bin/chromium',
  ],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    join(homedir(), 'Applications/Google Chrome.app/Contents/MacOS/Google Chrome'),
  ],
  win32: ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].map((name) =>
    join(process.env[name] ?? 'C:\\', 'Google\\Chrome\\Application\\chrome.exe'),
  ),
}

const starts = (path) => {
  // On Windows `chrome.exe --version` opens a window instead of answering.
  if (process.platform === 'win32') return existsSync(path)
  try {
    execFileSync(path, ['--version'], { stdio: 'ignore', timeout: 20_000 })
    return true
  } catch {
    return false
  }
}

const downloaded = async () => {
  const { chromium } = await import('@playwright/test')
  return chromium.executablePath()
}

/**
 * The path of a Chromium or Chrome that starts: CHROMIUM_PATH, an installed one, or the one Playwright downloaded.
 * Null when there is none. Throws when CHROMIUM_PATH names something that doesn't start.
 * @returns {Promise<string | null>}
 */
const findBrowser = async () => {
  const named = process.env.CHROMIUM_PATH
  if (named) {
    if (starts(named)) return named
    throw new Error(`CHROMIUM_PATH is ${named}, which does not start.`)
  }
  const candidates = [...(places[process.platform] ?? []), await downloaded()]
  return candidates.find((path) => existsSync(path) && starts(path)) ?? null
}

/**
 * Finds a browser, or gets one: Playwright's download, else Debian's package where it may be installed.
 * Throws with an explanation when none can be found.
 * @returns {Promise<string>}
 */
export const needBrowser = async () => {
  const found = await findBrowser()
  if (found) return found

  console.log('No Chromium or Chrome found; downloading one ...')
  if ((await show('playwright install --no-shell chromium')) && starts(await downloaded())) return await downloaded()

  if (process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log("The download is no use here; installing Debian's package ...")
    await show(
      'apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends chromium',
    )
    const installed = await findBrowser()
    if (installed) return installed
  }
  throw new Error('There is no browser for the end-to-end tests. Install Chromium or Chrome, or set CHROMIUM_PATH.')
}
