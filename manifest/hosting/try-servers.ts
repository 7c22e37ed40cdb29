// `npx tsx manifest/hosting/try-servers.ts`: serves dist/ by the configurations of nginx and Caddy, those that are installed, and checks each
// as `npm run check:host` does. Exit code 1 when a check isn't ok, or when neither is installed.
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { caddy, nginx } from './configurations.ts'
import { checkHost } from './host-checks.ts'

const PORTAL = 'https://example.bitrix24.com'
const START_TRIES = 50
const START_PAUSE_MS = 100

const folder = mkdtempSync(join(tmpdir(), 'chat-panel-host-'))
const dist = resolve('dist')

/** Writes the configuration to the folder and gives the arguments that serve `dist/` on a port. */
const SERVERS: Readonly<Record<string, (port: number) => readonly string[]>> = {
  nginx: (port) => {
    writeFileSync(join(folder, 'server.conf'), nginx(PORTAL, port, dist))
    const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${folder};`)
    writeFileSync(
      join(folder, 'nginx.conf'),
      `daemon off; pid ${folder}/nginx.pid; error_log stderr; events {}
http { include /etc/nginx/mime.types; access_log off; ${temporary.join(' ')} include ${folder}/server.conf; }`,
    )
    return ['-e', 'stderr', '-c', join(folder, 'nginx.conf')]
  },
  caddy: (port) => {
    const text = caddy(PORTAL, `http://127.0.0.1:${port}`, dist)
    writeFileSync(join(folder, 'Caddyfile'), `{\n\tadmin off\n}\n${text}`)
    return ['run', '--adapter', 'caddyfile', '--config', join(folder, 'Caddyfile')]
  },
}

const places = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin']
const pathOf = (name: string) => places.map((place) => join(place, name)).find((path) => existsSync(path))

const freePort = () =>
  new Promise<number>((found) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => found(port))
    })
  })

async function trial(name: string, path: string): Promise<boolean> {
  const port = await freePort()
  const address = `http://127.0.0.1:${port}/`
  const server = spawn(path, SERVERS[name]?.(port) ?? [], { stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  server.stderr.on('data', (data) => (said += String(data)))
  try {
    const answers = () =>
      fetch(address).then(
        () => true,
        () => false,
      )
    for (let tries = 0; tries < START_TRIES && server.exitCode === null && !(await answers()); tries++)
      await sleep(START_PAUSE_MS)
    const findings = await checkHost(address, PORTAL)
    for (const { check, state, found } of findings)
      console.log(`${name}  ${state.padEnd(7)}  ${check.padEnd(15)}  ${found}`)
    const well = findings.every(({ state }) => state === 'ok')
    if (!well && server.exitCode !== null) console.error(said)
    return well
  } finally {
    server.kill('SIGTERM')
  }
}

if (!/<div id="root">/.test(existsSync('dist/index.html') ? readFileSync('dist/index.html', 'utf8') : ''))
  throw new Error('There is no built app in dist/: npm run build')
const installed = Object.keys(SERVERS).flatMap((name) => {
  const path = pathOf(name)
  return path === undefined ? [] : [{ name, path }]
})
let well = installed.length > 0
if (!well) console.error('Neither nginx nor Caddy is installed.')
for (const { name, path } of installed) well = (await trial(name, path)) && well
rmSync(folder, { recursive: true, force: true })
process.exitCode = well ? 0 : 1
