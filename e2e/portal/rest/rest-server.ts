import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Application } from '../application/application.ts'
import type { Behaviour } from '../behaviour.ts'
import { batchCommands, runBatch } from './batch.ts'
import { CallRunner, type CallAnswer } from './call-runner.ts'
import type { RequestCaller } from './caller.ts'
import type { Counters } from './counters.ts'
import type { Faults, RequestFaults } from './faults.ts'
import { RestError, type MethodTable, type Params } from './method.ts'
import { OperatingTime } from './operating-time.ts'
import { pause } from './pause.ts'
import { parsePhpQuery } from './php-query.ts'
import { RATE_LIMITS, RateBucket } from './rate-bucket.ts'
import { parseBody, readText } from './request-body.ts'
import { REQUEST_MS } from './server-time.ts'
import { timing, unixMs } from './timing.ts'
import { fileHeaders, type FileContent } from '../world/files.ts'

/** Dependencies of the REST server. */
export interface RestServerParts {
  readonly methods: () => MethodTable
  readonly application: Application
  readonly faults: Faults
  readonly counters: Counters
  readonly limits: 'off' | 'standard' | 'enterprise'
  readonly behaviour: Readonly<Pick<Behaviour, 'inputFilter' | 'references' | 'serverTime'>>
  /** The file that a token opens, once. */
  readonly fileByToken?: (token: string) => FileContent | undefined
  /** One-way delay in milliseconds, asked for at every request. */
  readonly latencyMs: () => number
  /** Whether a user is an administrator of the portal. */
  readonly isAdmin: (userId: number) => boolean
  /** Whether a user is an extranet user. */
  readonly isExtranet?: (userId: number) => boolean
  /** Whether the administrator granted the app to a user. */
  readonly hasApp?: (userId: number) => boolean
  /** False = the portal's plan has no REST. */
  readonly restInPlan?: () => boolean
}

/** Handles one request to /rest/. Never rejects. */
export type RestHandler = (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<void>

const CORS = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Methods': 'GET, POST, OPTIONS',
  'Access-Control-Allow-Headers': 'origin, content-type, accept',
  'Access-Control-Max-Age': '86400',
}
const GATEWAY_PAGE =
  '<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center></body></html>'
const LOGIN_PAGE = '<!DOCTYPE html><html><head><title>Authorization</title></head><body>Please log in</body></html>'

interface Answer {
  readonly status: number
  readonly body: Record<string, unknown>
}

/** Makes the handler of `POST /rest/<method>[.json]`: tokens, limits, `batch`, faults, envelopes, CORS. */
export function createRestServer(parts: RestServerParts): RestHandler {
  const operating = new OperatingTime()
  const bucket = parts.limits === 'off' ? null : new RateBucket(RATE_LIMITS[parts.limits])
  const operatingLimit = parts.limits === 'off' ? 'off' : 'on'

  async function answerTo(
    method: string,
    params: Params,
    auth: unknown,
    arrivedAt: number,
    faults: RequestFaults,
  ): Promise<Answer> {
    const runner = new CallRunner({
      ...parts,
      serverTime: () => parts.behaviour.serverTime,
      faults,
      operating,
      operatingLimit,
    })
    try {
      if (method !== 'batch') runner.find(method)
      if (parts.restInPlan?.() === false)
        throw new RestError(403, 'ACCESS_DENIED', 'REST API is available only on commercial plans')
      const caller = identify(parts, auth, arrivedAt)
      if (parts.hasApp?.(caller.userId) === false)
        throw new RestError(403, 'user_access_error', 'The user does not have access to the application')
      if (method !== 'batch') return success(await runner.run(method, params, caller, false))
      const start = unixMs()
      const bend = await runner.sufferFaults('batch', false)
      const result = bend(await runBatch(params, caller, runner, parts.behaviour))
      const finish = unixMs()
      return success({
        result,
        total: undefined,
        next: undefined,
        time: timing(start, finish, finish - start, operating.of('batch')),
      })
    } catch (error) {
      if (!(error instanceof RestError)) console.error(`${method} failed`, error)
      return failure(
        error instanceof RestError ? error : new RestError(500, 'INTERNAL_SERVER_ERROR', 'Internal server error'),
      )
    }
  }

  return async (request, response, url) => {
    const send = async (
      status: number,
      type: string,
      body: string,
      headers: Record<string, string> = CORS,
    ): Promise<void> => {
      await pause(parts.latencyMs())
      response.writeHead(status, { ...headers, 'Content-Type': type }).end(body)
    }
    const sendJson = ({ status, body }: Answer): Promise<void> =>
      send(status, 'application/json; charset=utf-8', JSON.stringify(body))

    try {
      if (request.method === 'OPTIONS') {
        parts.counters.countPreflight()
        await pause(parts.latencyMs() * 2)
        response.writeHead(204, CORS).end()
        return
      }
      const method = methodFrom(url)
      await Promise.race([parts.faults.readable(method), once(request, 'close')])
      const text = await readText(request)
      await pause(parts.latencyMs())
      parts.counters.countRequest(method)
      const { auth, ...params } = {
        ...withoutTelemetry(parsePhpQuery(url.search.slice(1))),
        ...(request.method === 'POST'
          ? parseBody(request.headers['content-type'] ?? '', text, parts.behaviour.inputFilter)
          : {}),
      } as Record<string, unknown>
      if (bucket && !bucket.take(sourceAddress(request))) return await sendJson(failure(queryLimit()))

      const named = new Set(
        method === 'batch' ? ['batch', ...batchCommands(params).map((command) => command.method)] : [method],
      )
      const faults = parts.faults.ofRequest(named)
      const fault = faults.hit
      if (fault('expire-token')) return await sendJson(failure(expiredToken()))
      if (fault('rate-limit')) return await sendJson(failure(queryLimit()))
      if (fault('bad-gateway')) return await send(502, 'text/html', GATEWAY_PAGE, {})
      if (fault('drop-before')) return await breakOff(response, parts.latencyMs())

      if (parts.behaviour.serverTime) await pause(REQUEST_MS)
      if (method === 'download' && request.method === 'GET') {
        const file = parts.fileByToken?.(url.searchParams.get('token') ?? '')
        await pause(parts.latencyMs())
        if (file) response.writeHead(200, { ...CORS, ...fileHeaders(file, true) }).end(file.body)
        else response.writeHead(401, CORS).end()
        return
      }
      const answer = await answerTo(method, params, auth, performance.now(), faults)

      if (fault('hang-after')) return
      if (fault('reset-after')) return void request.socket.destroy()
      if (fault('drop-after')) return await breakOff(response, parts.latencyMs())
      if (fault('bad-gateway-after')) return await send(502, 'text/html', GATEWAY_PAGE, {})
      if (fault('html-200')) return await send(200, 'text/html; charset=utf-8', LOGIN_PAGE)
      if (fault('no-time')) return await sendJson({ status: answer.status, body: { ...answer.body, time: undefined } })
      await sendJson(answer)
    } catch (error) {
      // The client disconnected while its request was read or answered.
      if (!request.socket.destroyed) console.error('The REST server failed', error)
      request.socket.destroy()
    }
  }
}

/** `/rest/im.user.get.json` and `/rest/IM.User.get/` both name `im.user.get`. */
function methodFrom(url: URL): string {
  const name = url.pathname
    .replace(/^\/rest\//, '')
    .replace(/\/$/, '')
    .replace(/\.json$/i, '')
  try {
    return decodeURIComponent(name).toLowerCase()
  } catch {
    return name.toLowerCase()
  }
}

function withoutTelemetry(query: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(query).filter(([key]) => !key.startsWith('bx24_')))
}

/** Both loopback addresses are the same machine; a browser may use either. */
function sourceAddress(request: IncomingMessage): string {
  const address = (request.socket.remoteAddress ?? '').replace(/^::ffff:/, '')
  return address === '::1' ? '127.0.0.1' : address
}

function identify(parts: RestServerParts, auth: unknown, arrivedAt: number): RequestCaller {
  const token = parts.application.checkToken(typeof auth === 'string' ? auth : '')
  if (token.kind === 'expired') throw expiredToken()
  if (token.kind === 'unknown') throw new RestError(401, 'NO_AUTH_FOUND', 'Wrong authorization data')
  const { userId } = token
  return { userId, isAdmin: parts.isAdmin(userId), scopes: parts.application.scopes, request: {}, arrivedAt }
}

function success({ result, total, next, time }: CallAnswer): Answer {
  return {
    status: 200,
    body: { result, ...(next === undefined ? {} : { next }), ...(total === undefined ? {} : { total }), time },
  }
}

function failure(error: RestError): Answer {
  return { status: error.status, body: { error: error.code, error_description: error.message, ...error.extra } }
}

function expiredToken(): RestError {
  return new RestError(401, 'expired_token', 'The access token provided has expired.')
}

function queryLimit(): RestError {
  return new RestError(503, 'QUERY_LIMIT_EXCEEDED', 'Too many requests')
}

/** Begins an answer and closes the connection. Having received headers, a browser reports the failure instead of sending again. */
async function breakOff(response: ServerResponse, latencyMs: number): Promise<void> {
  await pause(latencyMs)
  response.writeHead(200, { ...CORS, 'Content-Type': 'application/json; charset=utf-8', 'Content-Length': '4096' })
  await new Promise<void>((resolve) => {
    response.write('{"result":', () => resolve())
  })
  response.destroy()
}
