import { PortalError } from '../portal-error'
import type { CreateClient } from './request-encoding'
import type { Attempt, FileUpload } from './rest-client'

/** Bytes turned into base64 at a time; a multiple of 3, so that the parts can be joined. */
const PART_BYTES = 3 * 1024 * 1024

const toBase64 = (bytes: Blob): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.addEventListener('load', () => {
      const address = typeof reader.result === 'string' ? reader.result : ''
      resolve(address.slice(address.indexOf(',') + 1))
    })
    reader.addEventListener('error', () => reject(new PortalError('network', 'ERR_BAD_REQUEST')))
    reader.readAsDataURL(bytes)
  })

/** The file as base64 in parts, which the browser keeps out of memory. Base64 needs no escaping in JSON. */
const toParts = async (bytes: Blob): Promise<readonly Blob[]> => {
  const parts: Blob[] = []
  for (let from = 0; from < bytes.size; from += PART_BYTES)
    parts.push(new Blob([await toBase64(bytes.slice(from, from + PART_BYTES))]))
  return parts
}

/** The parameters as JSON, with the file's parts as the text at `path`. */
const toBody = (params: object, path: FileUpload['path'], parts: readonly Blob[]): Blob => {
  const placeholder = crypto.randomUUID()
  const copy = structuredClone(params) as Record<string | number, unknown>
  let holder = copy
  for (const key of path.slice(0, -1)) holder = holder[key] as Record<string | number, unknown>
  holder[path.at(-1) ?? ''] = placeholder
  const [before = '', after = ''] = JSON.stringify(copy).split(placeholder)
  return new Blob([before, ...parts, after], { type: 'application/json' })
}

/**
 * Calls a method with a file, once. It fails when no part of the body was sent, or no answer came, for `timeoutMs`.
 * A cancellation is ignored once the whole body is sent: by then the portal has the file, and its answer says whether it was stored.
 * Throws PortalError `network` ERR_BAD_REQUEST when the file can't be read.
 */
export const uploadFile = async (
  createClient: CreateClient,
  { path, bytes, onProgress, signal }: FileUpload,
  timeoutMs: number,
): Promise<Attempt> => {
  const parts = await toParts(bytes)
  return async (method, params) => {
    const abort = new AbortController()
    let timer: ReturnType<typeof setTimeout> | undefined
    let timedOut = false
    let isSent = false
    const restartTimer = () => {
      clearTimeout(timer)
      timer = setTimeout(() => {
        timedOut = true
        abort.abort()
      }, timeoutMs)
    }
    const cancel = () => {
      if (!isSent) abort.abort()
    }
    const client = createClient({
      // Replaced by restartTimer.
      timeout: 0,
      headers: { 'Content-Type': 'application/json' },
      signal: abort.signal,
      transformRequest: (data: object) => toBody(data, path, parts),
      onUploadProgress: ({ loaded, total }: { readonly loaded: number; readonly total?: number }) => {
        restartTimer()
        isSent = loaded === total
        onProgress(total ? loaded / total : 0)
      },
    })
    signal.addEventListener('abort', cancel)
    if (signal.aborted) cancel()
    restartTimer()
    try {
      return await client.call(method, params)
    } catch (error) {
      throw timedOut ? new PortalError('network', 'REQUEST_TIMEOUT', 408, null, method) : error
    } finally {
      clearTimeout(timer)
      signal.removeEventListener('abort', cancel)
    }
  }
}
