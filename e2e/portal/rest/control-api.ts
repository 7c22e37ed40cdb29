import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Portal } from '../types.ts'
import type { FaultRule } from './faults.ts'
import { parseBody, readText } from './request-body.ts'

/** Path of the control API. */
export const CONTROL_PATH = '/control/api/'

/** Handles one request to /control/api/. Never rejects. */
export type ControlHandler = (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<void>

type Body = Readonly<Record<string, unknown>>

/**
 * The control API, for tests and the control page: POST `simulate/<name>`, POST / DELETE `faults`, GET `state`, `counters`,
 * `chats`, `client/<chatId>`, `faults`, POST `expire-tokens`, `reset-counters`, `latency` {ms}, `push` {action}.
 * Answers JSON; a request that can't be met is 400 `{error}`. Only pages on loopback may ask.
 */
export function createControlApi(portal: Portal): ControlHandler {
  return async (request, response, url) => {
    const origin = request.headers.origin
    const send = (status: number, body: unknown): void => {
      const cors = origin === undefined ? {} : { 'Access-Control-Allow-Origin': origin, Vary: 'Origin' }
      const methods = {
        'Access-Control-Allow-Methods': 'GET, POST, DELETE, OPTIONS',
        'Access-Control-Allow-Headers': 'Content-Type',
      }
      response.writeHead(status, { ...cors, ...methods, 'Content-Type': 'application/json; charset=utf-8' })
      response.end(JSON.stringify(body ?? null))
    }
    try {
      if (!isLoopback(origin)) return send(403, { error: 'Only pages on this machine may use the control API' })
      if (request.method === 'OPTIONS') return send(200, {})
      const body = parseBody('json', (await readText(request)) || '{}', false)
      const path = decodeURIComponent(url.pathname.slice(CONTROL_PATH.length)).replace(/\/$/, '')
      send(200, perform(portal, `${request.method ?? 'GET'} ${path}`, body))
    } catch (error) {
      send(400, { error: error instanceof Error ? error.message : String(error) })
    }
  }
}

function isLoopback(origin: string | undefined): boolean {
  if (origin === undefined) return true
  return URL.canParse(origin) && ['localhost', '127.0.0.1', '[::1]'].includes(new URL(origin).hostname)
}

function perform(portal: Portal, request: string, body: Body): unknown {
  const [route = '', argument = ''] = request.split(/(?<=^\w+ [^/]+)\//)
  switch (route) {
    case 'POST simulate':
      return simulate(portal, argument, body)
    case 'POST faults':
      return { id: portal.faults.set(body as unknown as FaultRule) }
    case 'DELETE faults':
      portal.faults.clear(argument || body['id'] ? Number(argument || body['id']) : undefined)
      return true
    case 'GET faults':
      return portal.faults.list()
    case 'GET counters':
      return portal.counters.all()
    case 'GET chats':
      return portal.world.chats()
    case 'GET client':
      return portal.world.clientView(Number(argument))
    case 'GET state':
      return state(portal)
    case 'POST expire-tokens':
      portal.application.expireTokens()
      return true
    case 'POST reset-counters':
      portal.counters.reset()
      return true
    case 'POST latency':
      portal.setLatency(Number(body['ms']))
      return true
    case 'POST push':
      return push(portal, body)
    default:
      throw new Error(`The control API has no "${request}"`)
  }
}

function simulate(portal: Portal, name: string, body: Body): unknown {
  const simulation = portal.world.simulate as unknown as Record<string, unknown>
  const action = Object.hasOwn(simulation, name) ? simulation[name] : undefined
  if (typeof action !== 'function')
    throw new Error(`Nothing called "${name}" to simulate: ${Object.keys(simulation).join(', ')}`)
  return action.call(simulation, body) ?? true
}

function push(portal: Portal, body: Body): true {
  switch (body['action']) {
    case 'drop':
      portal.push.drop()
      return true
    case 'close':
      portal.push.close(body['code'] === undefined ? undefined : Number(body['code']))
      return true
    case 'pings':
      portal.push.setPinging(body['on'] !== false)
      return true
    case 'open':
      portal.push.setOpen(body['on'] !== false)
      return true
    case 'send':
      portal.push.send(
        body['userId'] === undefined ? null : Number(body['userId']),
        String(body['moduleId'] ?? 'application'),
        String(body['command'] ?? ''),
        body['params'] ?? {},
      )
      return true
    default:
      throw new Error('action is drop, close, pings, open or send')
  }
}

function state(portal: Portal): unknown {
  const { application, world } = portal
  return {
    origin: portal.origin,
    appUrl: application.appUrl,
    options: portal.options,
    installed: application.installed,
    scopes: [...application.scopes],
    placements: application.placements,
    appOptions: application.appOptions,
    latencyMs: portal.latencyMs,
    faults: portal.faults.list(),
    counters: portal.counters.all(),
    push: { connections: portal.push.connections, acknowledged: portal.push.acknowledged.length },
    showcase: world.showcase,
    staff: world.staff,
    cards: world.cards().map(({ type, id, title }) => ({ type, id, title })),
  }
}
