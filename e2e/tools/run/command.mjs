import { spawn } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The repository's root. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '../../..')

const windows = process.platform === 'win32'
const PATH = Object.keys(process.env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH'

const start = (command, { env, ...options }) => {
  const tools = join(root, 'node_modules/.bin')
  return spawn(command, {
    cwd: root,
    shell: true,
    env: { ...process.env, [PATH]: `${tools}${windows ? ';' : ':'}${process.env[PATH]}`, ...env },
    ...options,
  })
}

/**
 * Runs a command line with the repository's own tools on the path and captures its output.
 * @param {string} command @param {Record<string, string>} [env]
 * @returns {Promise<{ok: boolean, output: string, seconds: number}>}
 */
export const run = (command, env = {}) =>
  new Promise((resolve) => {
    const began = performance.now()
    let output = ''
    const child = start(command, { env: { NO_COLOR: '1', ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
    child.stdout.on('data', (data) => (output += data))
    child.stderr.on('data', (data) => (output += data))
    const end = (ok) => resolve({ ok, output: output.trimEnd(), seconds: (performance.now() - began) / 1000 })
    child.on('error', (error) => {
      output += error.message
      end(false)
    })
    child.on('close', (code) => end(code === 0))
  })

/**
 * Runs a command line attached to this terminal; true when it succeeds.
 * @param {string} command @param {Record<string, string>} [env] @returns {Promise<boolean>}
 */
export const show = (command, env = {}) =>
  new Promise((resolve) => {
    const child = start(command, { env, stdio: 'inherit' })
    child.on('error', () => resolve(false))
    child.on('close', (code) => resolve(code === 0))
  })
