// Stands in for `axios` in the bundle (vite.config.ts): of all that axios can do the SDK asks for one thing, a POST with a
// time limit, and the real package costs 21 kB gzip of the first screen. What the SDK reads of an answer and of an error is here.

/** What came back for a POST. */
export interface Answer {
  readonly status: number
  /** Parsed JSON, or the text as it came when it is none. */
  readonly data: unknown
}

/** The only error that `post` throws. `code` is axios' own: ERR_NETWORK, ECONNABORTED, ERR_BAD_REQUEST or ERR_BAD_RESPONSE. */
export class AxiosError extends Error {
  override readonly name = 'AxiosError'
  readonly code: string
  /** The portal's answer when there was one. */
  readonly response: Answer | undefined

  constructor(message: string, code: string, response?: Answer) {
    super(message)
    this.code = code
    this.response = response
  }

  /** HTTP status of the answer. */
  get status(): number | undefined {
    return this.response?.status
  }
}

const append = (form: URLSearchParams, name: string, value: unknown): void => {
  if (value === undefined || value === null) return
  if (typeof value !== 'object') return form.append(name, String(value))
  for (const [key, item] of Object.entries(value)) append(form, `${name}[${key}]`, item)
}

/** Parameters as a form, nested as PHP reads it. */
export const toForm = (params: object): URLSearchParams => {
  const form = new URLSearchParams()
  for (const [name, value] of Object.entries(params)) append(form, name, value)
  return form
}

/** JSON, or the text as it came. */
export const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

const send = async (url: string, params: object, timeout: number): Promise<Answer> => {
  try {
    // A form needs no preflight, and it is how the portal's own BX24.callMethod sends.
    const response = await fetch(url, { method: 'POST', body: toForm(params), signal: AbortSignal.timeout(timeout) })
    return { status: response.status, data: parse(await response.text()) }
  } catch (thrown) {
    const late = thrown instanceof DOMException && thrown.name === 'TimeoutError'
    throw late ? new AxiosError('timeout', 'ECONNABORTED') : new AxiosError('Network Error', 'ERR_NETWORK')
  }
}

/** One POST, however it is made. Throws AxiosError when no answer came. */
export type Carry = typeof send

/** What the SDK makes of axios: one client, whose time limit (ms) and way of sending may be changed later. */
const create = ({ timeout }: { readonly timeout: number }) => {
  const defaults = { timeout, adapter: send }
  return {
    defaults,
    /** Sends `params` as a form, nested as PHP reads it. Any status outside 200 to 299 is an error, with its answer. */
    post: async (url: string, params: object): Promise<Answer> => {
      const answer = await defaults.adapter(url, params, defaults.timeout)
      if (answer.status >= 200 && answer.status < 300) return answer
      const code = answer.status >= 500 ? 'ERR_BAD_RESPONSE' : 'ERR_BAD_REQUEST'
      throw new AxiosError(`Request failed with status code ${answer.status}`, code, answer)
    },
  }
}

// The SDK imports axios by its default export.
// oxlint-disable-next-line import/no-default-export
export default { create }
