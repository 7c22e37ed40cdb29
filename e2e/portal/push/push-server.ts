import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocket, WebSocketServer } from 'ws'
import type { PushChannels, PushMessage } from './push-channels.ts'

/** Path of the push socket. */
export const PUSH_PATH = '/subws/'
const PING_MS = 10_000
/** Close code for a channel that isn't valid (any more); clients then fetch their config again. */
const WRONG_CHANNEL = 4010

interface Client {
  readonly socket: WebSocket
  readonly channelIds: ReadonlySet<string>
  isAnswering: boolean
}

/**
 * The push server: protocol version 5, JSON-RPC in text frames. Delivers `incoming.message`, sends `ping` every 10 s and
 * expects `pong`, takes `mack:<mid>`, and replays what came after `mid` to a client that connects again.
 */
export class PushServer {
  readonly channels: PushChannels
  readonly #server = new WebSocketServer({ noServer: true })
  readonly #clients = new Set<Client>()
  readonly #acknowledged: string[] = []
  readonly #pinging: NodeJS.Timeout
  #isPinging = true
  #isOpen = true

  constructor(channels: PushChannels) {
    this.channels = channels
    this.#pinging = setInterval(() => this.#ping(), PING_MS)
    this.#pinging.unref()
  }

  /** Sockets that are open now. */
  get connections(): number {
    return this.#clients.size
  }

  /** Ids of messages that clients confirmed, oldest first. */
  get acknowledged(): readonly string[] {
    return this.#acknowledged
  }

  /** Takes over an HTTP upgrade; false when the path isn't the push server's. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean {
    const url = new URL(request.url ?? '/', 'http://localhost')
    if (url.pathname !== PUSH_PATH) return false
    if (!this.#isOpen) {
      socket.destroy()
      return true
    }
    this.#server.handleUpgrade(request, socket, head, (client) => this.#welcome(client, url.searchParams))
    return true
  }

  /** Sends to one user's channels, or to all where `userId` is null. */
  send(userId: number | null, moduleId: string, command: string, params: unknown): void {
    const channel = userId === null ? this.channels.shared() : this.channels.of(userId)
    this.#deliver(this.channels.add(channel, moduleId, command, params))
  }

  /** Drops every connection without a close frame, as a network failure does. */
  drop(): void {
    for (const client of this.#clients) client.socket.terminate()
  }

  /** Closes every connection in order, by default with the code for "this channel isn't valid". */
  close(code = WRONG_CHANNEL, reason = 'Wrong channel id'): void {
    for (const client of this.#clients) client.socket.close(code, reason)
  }

  /** Without pings a client considers the connection dead after 20 s. */
  setPinging(on: boolean): void {
    this.#isPinging = on
  }

  /** While closed, the server refuses new connections. Existing ones stay; see {@link drop}. */
  setOpen(on: boolean): void {
    this.#isOpen = on
  }

  /** Closes everything. */
  stop(): void {
    clearInterval(this.#pinging)
    this.drop()
    this.#server.close()
  }

  #welcome(socket: WebSocket, query: URLSearchParams): void {
    const ids = (query.get('CHANNEL_ID') ?? '').split('/').filter((id) => this.channels.find(id) !== undefined)
    if (ids.length === 0) {
      socket.close(WRONG_CHANNEL, 'Wrong channel id')
      return
    }
    const client: Client = { socket, channelIds: new Set(ids), isAnswering: true }
    this.#clients.add(client)
    socket.on('close', () => this.#clients.delete(client))
    socket.on('error', () => socket.terminate())
    socket.on('message', (data) => this.#receive(client, String(data)))
    const mid = query.get('mid')
    if (mid) for (const missed of this.channels.after(mid, client.channelIds)) sendMessage(client, missed)
  }

  #receive(client: Client, text: string): void {
    if (text === 'pong') {
      client.isAnswering = true
      return
    }
    if (text.startsWith('mack:')) {
      this.#acknowledged.push(text.slice('mack:'.length))
      return
    }
    const packet = parseJson(text)
    const requests = Array.isArray(packet) ? packet : [packet]
    const answers = requests
      .filter(isRpcRequest)
      .map((request) => ({ jsonrpc: '2.0', id: request.id, result: rpcResult(request.method) }))
    if (answers.length > 0) client.socket.send(JSON.stringify(Array.isArray(packet) ? answers : answers[0]))
  }

  #deliver(message: PushMessage): void {
    for (const client of this.#clients) {
      if (client.channelIds.has(message.channelId)) sendMessage(client, message)
    }
  }

  #ping(): void {
    if (!this.#isPinging) return
    for (const client of this.#clients) {
      if (!client.isAnswering) {
        client.socket.terminate()
        continue
      }
      client.isAnswering = false
      client.socket.send('ping')
    }
  }
}

function sendMessage(client: Client, { mid, body }: PushMessage): void {
  if (client.socket.readyState !== WebSocket.OPEN) return
  client.socket.send(
    JSON.stringify({ jsonrpc: '2.0', method: 'incoming.message', params: { mid, body, sender: { type: 2 } } }),
  )
}

interface RpcRequest {
  readonly id: number | string
  readonly method: string
}

function isRpcRequest(packet: unknown): packet is RpcRequest {
  return typeof packet === 'object' && packet !== null && 'method' in packet && 'id' in packet
}

function rpcResult(method: string): unknown {
  if (method === 'listChannels') return []
  if (method === 'getUsersLastSeen') return {}
  if (method === 'ping') return 'pong'
  return true
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
