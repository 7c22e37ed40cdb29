import { PortalError } from '@/portal/portal-error'
import { refusal, type BatchCalls, type Rest, type RestParams, type SubAnswer } from '@/portal/transport/rest-client'

/** What a method answers; it may throw PortalError. */
type Script = Readonly<Record<string, (params: RestParams) => unknown>>

/** How the portal resolves references: at the first missing key it keeps what it has, and inside a text that becomes "Array". */
const resolve = (value: unknown, results: Readonly<Record<string, unknown>>): unknown => {
  if (typeof value !== 'string') return value
  return value.replace(/\$result((?:\[\w+\])+)/, (_, path: string) => {
    let at: unknown = results
    for (const [, key] of path.matchAll(/\[(\w+)\]/g)) {
      const next = (at as Record<string, unknown> | undefined)?.[key ?? '']
      if (next === undefined) break
      at = next
    }
    return typeof at === 'string' || typeof at === 'number' || typeof at === 'boolean' ? String(at) : 'Array'
  })
}

/** A Rest for tests: answers by method, resolves references as the portal does, and records every request. */
export const createFakeRest = (script: Script) => {
  const requests: {
    readonly kind: 'call' | 'callWithText' | 'write' | 'upload' | 'batch'
    readonly method: string
    readonly params: RestParams
  }[] = []
  const run = (method: string, params: RestParams): unknown => {
    const answer = script[method]
    if (!answer) throw refusal('ERROR_METHOD_NOT_FOUND', 404)
    return answer(params)
  }
  const runSub = (method: string, params: RestParams): SubAnswer => {
    try {
      return { ok: true, value: run(method, params) }
    } catch (error) {
      if (error instanceof PortalError) return { ok: false, error }
      throw error
    }
  }
  const rest: Rest = {
    call: async (method, params = {}) => {
      requests.push({ kind: 'call', method, params })
      return run(method, params)
    },
    callWithText: async (method, params) => {
      requests.push({ kind: 'callWithText', method, params })
      return run(method, params)
    },
    write: async (method, params) => {
      requests.push({ kind: 'write', method, params })
      return run(method, params)
    },
    upload: async (method, params, { path, bytes }) => {
      requests.push({ kind: 'upload', method, params: { ...params, [path.join('.')]: bytes } })
      return run(method, params)
    },
    batch: async (calls: BatchCalls) => {
      requests.push({ kind: 'batch', method: 'batch', params: calls })
      const answers = new Map<string, SubAnswer>()
      const results: Record<string, unknown> = {}
      for (const [name, [method, params = {}]] of Object.entries(calls)) {
        const resolved = Object.fromEntries(
          Object.entries(params).map(([key, value]) => [key, resolve(value, results)]),
        )
        const answer = runSub(method, resolved)
        answers.set(name, answer)
        if (answer.ok) results[name] = answer.value
      }
      return (name) => answers.get(name) ?? { ok: false, error: new PortalError('malformed', 'NO_ANSWER') }
    },
    requestCount: () => requests.length,
  }
  return { rest, requests }
}
