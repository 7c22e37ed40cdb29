import { once } from 'node:events'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { WebSocket } from 'ws'
import { startPortal } from '../portal.ts'
import type { Portal } from '../types.ts'
import { ADMIN_ID, createTestWorld, OPERATOR_ID, type AnyJson } from '../rest/test-world.ts'

type Json = Record<string, AnyJson>

let portal: Portal
const sockets: WebSocket[] = []

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  portal = await startPortal({ appUrl: 'http://127.0.0.1:9/', world: createTestWorld() })
})
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.terminate()
  await portal.close()
  vi.useRealTimers()
})

async function call(method: string, params: Json, userId: number): Promise<Json> {
  const { AUTH_ID } = portal.application.issueSession(userId)
  const response = await fetch(`${portal.origin}/rest/${method}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ ...params, auth: AUTH_ID }),
  })
  return (await response.json()) as Json
}

/** Connects as the SDK does and collects what arrives. */
async function connect(userId: number, query = ''): Promise<{ socket: WebSocket; next: () => Promise<string> }> {
  const { result } = await call('pull.application.config.get', { CACHE: 'N' }, userId)
  const { channels, server } = result
  const ids = encodeURIComponent(`${channels.private.id}/${channels.shared.id}`)
  const socket = new WebSocket(`${server.websocket}?CHANNEL_ID=${ids}&jsonRpc=true&revision=19${query}`)
  sockets.push(socket)
  const arrived: string[] = []
  let wake = (): void => undefined
  socket.on('message', (data) => {
    arrived.push(String(data))
    wake()
  })
  await once(socket, 'open')
  const next = async (): Promise<string> => {
    while (arrived.length === 0) {
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    }
    return arrived.shift()!
  }
  return { socket, next }
}

const say = (command: string, more: Json = {}): Json => ({ COMMAND: command, PARAMS: { chatId: 5 }, ...more })

describe('the config', () => {
  it('lets a client connect and stay', async () => {
    const { result } = await call('pull.application.config.get', {}, OPERATOR_ID)
    expect(result.server).toMatchObject({ version: 5, mode: 'personal', websocket_enabled: true })
    expect(typeof result.server.config_timestamp).toBe('number')
    expect(Date.parse(result.channels.private.end)).toBeGreaterThan(Date.now())
    expect(result.exp).toBeGreaterThan(Date.now() / 1000)
    const again = await call('pull.application.config.get', {}, OPERATOR_ID)
    expect(again['result'].server.config_timestamp).toBe(result.server.config_timestamp)
    expect(again['result'].channels.private.id).toBe(result.channels.private.id)
    expect((await call('pull.application.config.get', {}, ADMIN_ID))['result'].channels.private.id).not.toBe(
      result.channels.private.id,
    )
  })
})

describe('an event of the app', () => {
  it('reaches everybody through the shared channel', async () => {
    const [one, two] = [await connect(OPERATOR_ID), await connect(ADMIN_ID)]
    expect((await call('pull.application.event.add', say('chat.changed'), OPERATOR_ID))['result']).toBe(true)
    for (const client of [one, two]) {
      const message = JSON.parse(await client.next())
      expect(message).toMatchObject({ jsonrpc: '2.0', method: 'incoming.message' })
      expect(message.params.body).toMatchObject({
        module_id: 'application',
        command: 'chat.changed',
        params: { chatId: 5 },
      })
    }
  })

  it('reaches only its receiver, whom an operator may not choose freely', async () => {
    const [mine, other] = [await connect(OPERATOR_ID), await connect(ADMIN_ID)]
    await call('pull.application.event.add', say('private', { USER_ID: OPERATOR_ID }), OPERATOR_ID)
    await call('pull.application.event.add', say('shared'), OPERATOR_ID)
    expect(JSON.parse(await mine.next()).params.body.command).toBe('private')
    expect(JSON.parse(await other.next()).params.body.command).toBe('shared')
    const refused = await call('pull.application.event.add', say('private', { USER_ID: ADMIN_ID }), OPERATOR_ID)
    expect(refused['error']).toBe('USER_ID_ACCESS_ERROR')
  })

  it.each([
    [{ COMMAND: '' }, 'COMMAND_ERROR'],
    [{ COMMAND: 'два слова' }, 'COMMAND_ERROR'],
    [{ COMMAND: 'a', MODULE_ID: 'Big Letters' }, 'MODULE_ID_ERROR'],
    [{ COMMAND: 'a', PARAMS: 'text' }, 'PARAMS_ERROR'],
  ])('is refused when malformed: %j', async (params, code) => {
    expect((await call('pull.application.event.add', params, OPERATOR_ID))['error']).toBe(code)
  })

  it('is replayed to a client that missed it', async () => {
    const first = await connect(OPERATOR_ID)
    await call('pull.application.event.add', say('seen'), OPERATOR_ID)
    const { mid } = JSON.parse(await first.next()).params
    portal.push.drop()
    await once(first.socket, 'close')
    await call('pull.application.event.add', say('missed'), OPERATOR_ID)
    await call('pull.application.event.add', say('missed.too'), OPERATOR_ID)
    const second = await connect(OPERATOR_ID, `&mid=${mid}`)
    expect(JSON.parse(await second.next()).params.body.command).toBe('missed')
    expect(JSON.parse(await second.next()).params.body.command).toBe('missed.too')
  })
})

describe('the connection', () => {
  it('takes acknowledgements and answers RPC', async () => {
    const { socket, next } = await connect(OPERATOR_ID)
    socket.send('mack:0000000000000001')
    socket.send(JSON.stringify({ jsonrpc: '2.0', method: 'listChannels', params: {}, id: 3 }))
    expect(JSON.parse(await next())).toEqual({ jsonrpc: '2.0', id: 3, result: [] })
    expect(portal.push.acknowledged).toEqual(['0000000000000001'])
  })

  it('is pinged every 10 s, and cut when the client no longer answers', async () => {
    const { socket, next } = await connect(OPERATOR_ID)
    vi.advanceTimersByTime(10_000)
    expect(await next()).toBe('ping')
    socket.send('pong')
    // The answer to a request sent afterwards proves that the pong has arrived.
    socket.send(JSON.stringify({ jsonrpc: '2.0', method: 'ping', id: 1 }))
    expect(JSON.parse(await next())).toMatchObject({ result: 'pong' })
    vi.advanceTimersByTime(10_000)
    expect(await next()).toBe('ping')
    vi.advanceTimersByTime(10_000)
    await once(socket, 'close')
    expect(portal.push.connections).toBe(0)
  })

  it('hears no pings while they are switched off', async () => {
    const { socket, next } = await connect(OPERATOR_ID)
    portal.push.setPinging(false)
    vi.advanceTimersByTime(60_000)
    socket.send(JSON.stringify({ jsonrpc: '2.0', method: 'ping', id: 1 }))
    expect(JSON.parse(await next())).toMatchObject({ result: 'pong' })
  })

  it('is closed with 4010 for a channel nobody has', async () => {
    const socket = new WebSocket(`${portal.origin.replace('http', 'ws')}/subws/?CHANNEL_ID=nobody`)
    sockets.push(socket)
    const [code] = await once(socket, 'close')
    expect(code).toBe(4010)
  })

  it('can be closed and refused on demand', async () => {
    const { socket } = await connect(OPERATOR_ID)
    portal.push.close()
    const [code] = await once(socket, 'close')
    expect(code).toBe(4010)
    portal.push.setOpen(false)
    await expect(connect(OPERATOR_ID)).rejects.toThrow(/hang up|ECONNRESET/)
    expect(portal.push.connections).toBe(0)
  })
})
