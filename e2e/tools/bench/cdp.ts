import { WebSocket } from 'ws'

type Params = Readonly<Record<string, unknown>>

interface Incoming {
  readonly id?: number
  readonly sessionId?: string
  readonly method?: string
  readonly params?: Params
  readonly result?: unknown
  readonly error?: { readonly message: string }
}

/**
 * A connection to a browser by the DevTools protocol. Playwright enables domains and injects scripts of its
 * own into every frame, which would slow the measured page down.
 */
export class Connection {
  readonly #socket: WebSocket
  readonly #waiting = new Map<number, { resolve: (result: unknown) => void; reject: (error: Error) => void }>()
  readonly #sessions = new Map<string, Session>()
  #lastId = 0
  readonly browser = new Session(this, '')

  private constructor(socket: WebSocket) {
    this.#socket = socket
    this.#sessions.set('', this.browser)
    socket.on('message', (data: Buffer) => this.#hear(JSON.parse(data.toString('utf8')) as Incoming))
    socket.on('close', () => {
      for (const { reject } of this.#waiting.values()) reject(new Error('The browser went away'))
    })
  }

  /** Connects to the address a browser prints at its start. */
  static async open(url: string): Promise<Connection> {
    const socket = new WebSocket(url, { perMessageDeflate: false, maxPayload: 0 })
    await new Promise((resolve, reject) => {
      socket.once('open', resolve)
      socket.once('error', reject)
    })
    return new Connection(socket)
  }

  /** The session of an attached target. */
  session(id: string): Session {
    const known = this.#sessions.get(id) ?? new Session(this, id)
    this.#sessions.set(id, known)
    return known
  }

  /** Sends a command to a session; rejects with the browser's error message. */
  send(sessionId: string, method: string, params: Params): Promise<unknown> {
    const id = (this.#lastId += 1)
    const answer = new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }))
    this.#socket.send(JSON.stringify({ id, method, params, ...(sessionId === '' ? {} : { sessionId }) }))
    return answer
  }

  close(): void {
    this.#socket.close()
  }

  #hear({ id, sessionId = '', method, params = {}, result, error }: Incoming): void {
    if (id === undefined) {
      this.#sessions.get(sessionId)?.tell(method ?? '', params)
      return
    }
    const waiting = this.#waiting.get(id)
    this.#waiting.delete(id)
    if (error) waiting?.reject(new Error(error.message))
    else waiting?.resolve(result)
  }
}

/** Target of a command: the browser, a page, or a frame in a process of its own. */
export class Session {
  readonly #connection: Connection
  readonly id: string
  readonly #listeners = new Map<string, ((params: Params) => void)[]>()

  constructor(connection: Connection, id: string) {
    this.#connection = connection
    this.id = id
  }

  /** Sends a command of the protocol. `T` is its documented result. */
  async send<T = unknown>(method: string, params: Params = {}): Promise<T> {
    return (await this.#connection.send(this.id, method, params)) as T
  }

  /** Calls back on every event of that name. */
  on<T extends object>(event: string, listener: (params: T) => void): void {
    const all = this.#listeners.get(event) ?? []
    all.push(listener as unknown as (params: Params) => void)
    this.#listeners.set(event, all)
  }

  /** For the connection: dispatches an event. */
  tell(event: string, params: Params): void {
    for (const listener of this.#listeners.get(event) ?? []) listener(params)
  }

  /** Runs a function in the page; arguments and result travel as JSON. Throws what it throws. */
  async run<A extends readonly unknown[], R>(code: (...args: A) => R, ...args: A): Promise<Awaited<R>> {
    const { result, exceptionDetails } = await this.send<{
      result: { value: Awaited<R> }
      exceptionDetails?: { text: string; exception?: { description?: string } }
    }>('Runtime.evaluate', {
      expression: inPage(code, ...args),
      awaitPromise: true,
      returnByValue: true,
      userGesture: true,
    })
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
    return result.value
  }
}

/** The source of a script that calls a function, which may use only its arguments and the page's globals. */
export function inPage<A extends readonly unknown[]>(code: (...args: A) => unknown, ...args: A): string {
  // The loader of this file wraps functions by a helper that the page doesn't have.
  return `(() => { const __name = (made) => made; return (${String(code)})(...${JSON.stringify(args)}) })()`
}
