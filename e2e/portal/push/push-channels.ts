import { createHash } from 'node:crypto'

/** A channel of one user, or the shared one: the id that a client connects with. */
export interface PushChannel {
  readonly id: string
  /** Owner; null = the channel that all users of the app share. */
  readonly userId: number | null
}

/** A message in a channel. `mid` grows with every message of the portal. */
export interface PushMessage {
  readonly mid: string
  readonly channelId: string
  readonly body: {
    readonly module_id: string
    readonly command: string
    readonly params: unknown
    readonly extra: object
  }
}

const KEPT_MESSAGES = 500

/** The application's push channels and their messages, kept so that a reconnecting client can catch up. */
export class PushChannels {
  readonly #secret: string
  readonly #channels = new Map<string, PushChannel>()
  #messages: PushMessage[] = []
  #lastMid = 0

  /** `secret` makes the channel ids of portals differ. */
  constructor(secret: string) {
    this.#secret = secret
  }

  shared(): PushChannel {
    return this.#channel('shared', null)
  }

  of(userId: number): PushChannel {
    return this.#channel(`user ${userId}`, userId)
  }

  find(id: string): PushChannel | undefined {
    return this.#channels.get(id)
  }

  add(channel: PushChannel, moduleId: string, command: string, params: unknown): PushMessage {
    this.#lastMid += 1
    const now = Date.now()
    const extra = {
      server_time: new Date(now).toISOString(),
      server_time_unix: now / 1000,
      revision_web: 19,
      revision_mobile: 3,
    }
    const message: PushMessage = {
      mid: String(this.#lastMid).padStart(16, '0'),
      channelId: channel.id,
      body: { module_id: moduleId, command, params, extra },
    }
    this.#messages = [...this.#messages, message].slice(-KEPT_MESSAGES)
    return message
  }

  /** Messages of these channels that came after `mid`, oldest first. */
  after(mid: string, channelIds: ReadonlySet<string>): PushMessage[] {
    return this.#messages.filter((message) => message.mid > mid && channelIds.has(message.channelId))
  }

  #channel(name: string, userId: number | null): PushChannel {
    const digest = createHash('sha256').update(`${this.#secret} ${name}`).digest('hex')
    const id =
      userId === null
        ? `${digest.slice(0, 32)}.${digest.slice(32)}`
        : `${digest.slice(0, 32)}:${digest.slice(16, 48)}.${digest.slice(32)}`
    const channel = { id, userId }
    this.#channels.set(id, channel)
    return channel
  }
}
