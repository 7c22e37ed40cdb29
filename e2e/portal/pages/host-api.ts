import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Portal } from '../types.ts'
import type { FrameRequest, OpenedFrame, Session } from './browser/opened-frame.ts'

/** `status` of the form: this is a local application. */
const LOCAL_STATUS = 'L'

interface OpenedSession {
  readonly userId: number
  refreshId: string
}

class Refusal extends Error {
  readonly status: number

  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

async function readJson(request: IncomingMessage): Promise<Readonly<Record<string, unknown>>> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const body: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8') || '{}')
  if (typeof body !== 'object' || body === null) throw new Refusal(400, 'The body must be a JSON object')
  return body as Record<string, unknown>
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
  response.end(JSON.stringify(body ?? null))
}

/**
 * Requests of the host pages to the portal's server, not visible to the app (`/host/api/*`, JSON): `open` a frame, `refresh` its
 * tokens, `option`, `finish-install`, `update`, `uninstall`; lists for the pickers (`people`, `cards`); `changes`, an event stream
 * of ids of changed chats; `check`, the status of HEAD on the app's address. A refusal answers `{message}`.
 */
export class HostApi {
  readonly #portal: Portal
  readonly #sessions = new Map<string, OpenedSession>()

  constructor(portal: Portal) {
    this.#portal = portal
  }

  async handle(request: IncomingMessage, response: ServerResponse, name: string): Promise<void> {
    try {
      if (name === 'changes') return this.#streamChanges(response)
      if (name === 'check') return sendJson(response, 200, { status: await this.#checkHandler() })
      sendJson(response, 200, request.method === 'GET' ? this.#read(name) : this.#act(name, await readJson(request)))
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error)
      sendJson(response, error instanceof Refusal ? error.status : 500, { message })
    }
  }

  #read(name: string): unknown {
    const { world } = this.#portal
    if (name === 'people') return world.staff
    if (name === 'cards') return world.cards().map(({ type, id, title }) => ({ type, id, title }))
    throw new Refusal(404, `Nothing is called ${name}`)
  }

  #act(name: string, body: Readonly<Record<string, unknown>>): unknown {
    const { application } = this.#portal
    const userId = Number(body['userId'])
    switch (name) {
      case 'open':
        return this.#open(body as unknown as FrameRequest)
      case 'refresh':
        return this.#refresh(String(body['sid']))
      case 'option': {
        const change = { [String(body['name'])]: body['value'] }
        if (body['kind'] === 'user') return application.setUserOptions(userId, change)
        this.#requireAdmin(userId)
        return application.setAppOptions(change)
      }
      case 'finish-install':
        this.#requireAdmin(userId)
        return application.finishInstall()
      case 'update':
        this.#requireAdmin(userId)
        return application.update()
      case 'uninstall':
        this.#requireAdmin(userId)
        return application.uninstall()
      default:
        throw new Refusal(404, `Nothing is called ${name}`)
    }
  }

  /** The Market's check of an app: HEAD of its address has to be answered 200, 301 or 302. Returns the status, 0 = no answer. */
  #checkHandler(): Promise<number> {
    return fetch(this.#portal.application.appUrl, { method: 'HEAD', redirect: 'manual' }).then(
      ({ status }) => status,
      () => 0,
    )
  }

  #requireAdmin(userId: number): void {
    if (!this.#portal.world.users.get(userId)?.isAdmin) throw new Refusal(403, 'Only an administrator may do this')
  }

  #open({ userId, lang, placement, options }: FrameRequest): OpenedFrame {
    const { application, world, origin } = this.#portal
    const user = world.users.get(userId)
    if (!user) throw new Refusal(404, `There is no user ${userId}`)
    const session = application.issueSession(userId)
    const sid = randomBytes(16).toString('hex')
    this.#sessions.set(sid, { userId, refreshId: session.REFRESH_ID })
    const bound = application.placements.find((item) => item.placement === placement)

    return {
      sid,
      handler: bound?.handler ?? application.appUrl,
      query: { LANG: lang, APP_SID: sid },
      fields: {
        AUTH_ID: session.AUTH_ID,
        AUTH_EXPIRES: String(session.AUTH_EXPIRES),
        REFRESH_ID: session.REFRESH_ID,
        SERVER_ENDPOINT: `${origin}/rest/`,
        APPLICATION_TOKEN: application.memberId,
        APPLICATION_SCOPE: [...application.scopes].join(','),
        member_id: session.MEMBER_ID,
        status: LOCAL_STATUS,
        PLACEMENT: placement,
        PLACEMENT_OPTIONS: JSON.stringify(options),
      },
      init: {
        ...session,
        LANG: lang,
        PATH: '/rest',
        FIRST_RUN: application.firstRun(userId),
        IS_ADMIN: user.isAdmin,
        INSTALL: !application.installed,
        USER_OPTIONS: application.userOptions(userId),
        APP_OPTIONS: application.appOptions,
        PLACEMENT: placement,
        PLACEMENT_OPTIONS: options,
      },
    }
  }

  #refresh(sid: string): Session | null {
    const opened = this.#sessions.get(sid)
    const session = opened ? this.#portal.application.refresh(opened.refreshId) : null
    if (opened && session) opened.refreshId = session.REFRESH_ID
    return session
  }

  #streamChanges(response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
    response.write(': listening\n\n')
    const stop = this.#portal.world.onChange((chatId) => response.write(`data: ${chatId}\n\n`))
    response.on('close', stop)
  }
}
