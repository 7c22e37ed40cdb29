// `npm start [-- arguments of the fake portal]`: the fake portal and the app with hot replacement.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { root } from './command.mjs'
import { installPackages } from './install.mjs'
import { freePort } from './ports.mjs'

const PORTAL_PORT = 4800
const APP_PORT = 4801
const PATIENCE = 60_000

const argument = (name) => {
  const at = process.argv.indexOf(name)
  return at === -1 ? undefined : process.argv[at + 1]
}

/** Resolves once the address answers anything at all. */
const answers = async (url, child) => {
  const until = Date.now() + PATIENCE
  while (Date.now() < until) {
    if (child.exitCode !== null) throw new Error(`${url} was not started; see above.`)
    const response = await fetch(url).catch(() => null)
    if (response) return
    await new Promise((resolve) => setTimeout(resolve, 150))
  }
  throw new Error(`${url} did not answer within ${PATIENCE / 1000} s.`)
}

const children = []
const stop = (code) => {
  process.exitCode = code
  for (const child of children) if (child.exitCode === null) child.kill()
}

const node = (args, env) => {
  const child = spawn(process.execPath, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } })
  children.push(child)
  child.on('exit', (code) => stop(process.exitCode ?? code ?? 0))
  return child
}

try {
  await installPackages()
  const portalPort = await freePort(Number(argument('--port') ?? PORTAL_PORT))
  const appPort = await freePort(portalPort === APP_PORT ? APP_PORT + 1 : Number(process.env.PORT ?? APP_PORT))
  if (portalPort !== PORTAL_PORT && !argument('--port'))
    console.log(`Port ${PORTAL_PORT} is taken; the portal takes ${portalPort}.`)
  if (appPort !== APP_PORT && !process.env.PORT) console.log(`Port ${APP_PORT} is taken; the app takes ${appPort}.`)

  const portalUrl = `http://localhost:${portalPort}`
  const appUrl = `http://127.0.0.1:${appPort}/`
  process.on('SIGINT', () => stop(0))
  process.on('SIGTERM', () => stop(0))

  const passed = process.argv.slice(2).filter((arg, at, all) => arg !== '--port' && all[at - 1] !== '--port')
  const app = node([join(root, 'node_modules/vite/bin/vite.js'), '--logLevel', 'warn'], { PORT: String(appPort) })
  const portal = node(
    ['--import', 'tsx', 'e2e/portal/main.ts', '--port', String(portalPort), '--app', appUrl, ...passed],
    {},
  )
  await Promise.all([answers(appUrl, app), answers(`${portalUrl}/`, portal)])

  console.log(`
  Ready. Open a deal card   ${portalUrl}/crm/deal/details/1482/
  and write as the client   ${portalUrl}/control/

  Ctrl+C stops both.
`)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  stop(1)
}
