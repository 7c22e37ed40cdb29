import type { HttpV2 } from '@bitrix24/b24jssdk'
import { makeRest, type Rest } from './rest-client'

/** Limit for reads, ms. */
export const READ_TIMEOUT_MS = 25_000
/** Limit for writes, ms. Above the portal's own 60 s for one request: later the portal no longer works on it. */
export const WRITE_TIMEOUT_MS = 65_000

/** Makes one of the SDK's HTTP clients with this axios configuration. */
export type CreateClient = (config: object) => HttpV2

/**
 * Sends parameters as a form, nested as PHP reads it (`a[b][0]=1`), null and undefined left out. A form needs no CORS preflight, so that
 * the first request of a page takes one round trip. The portal's protective filter changes what people type in forms ("select a date
 * from" becomes "sel ect a date fr om"), and a form has no booleans: PHP reads `false` as a text that is true.
 */
const AS_FORM = {
  headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
  formSerializer: { indexes: true },
}

/**
 * The portal's REST calls by the SDK's own HTTP clients. Writes, files and reads with typed text are sent as JSON, which the SDK sends by
 * default and no filter changes. Only reads without typed text, batches among them, are sent as forms. axios uses fetch, whose answers fail
 * when the connection breaks; an upload uses XMLHttpRequest, which alone reports how much of a body has been sent.
 */
export const createRest = (
  createClient: CreateClient,
  timeouts = { readMs: READ_TIMEOUT_MS, writeMs: WRITE_TIMEOUT_MS },
): Rest => {
  const reads = createClient({ ...AS_FORM, adapter: 'fetch', timeout: timeouts.readMs })
  const readsWithText = createClient({ adapter: 'fetch', timeout: timeouts.readMs })
  const writes = createClient({ adapter: 'fetch', timeout: timeouts.writeMs })
  return makeRest({
    read: (method, params) => reads.call(method, params),
    readWithText: (method, params) => readsWithText.call(method, params),
    write: (method, params) => writes.call(method, params),
    upload: async (file) => (await import('./file-upload')).uploadFile(createClient, file, timeouts.writeMs),
  })
}
