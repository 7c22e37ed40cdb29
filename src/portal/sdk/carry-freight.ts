import { AxiosError, parse, toForm, type Answer, type Carry } from './axios-stub'
import type { Freight } from './rest'

/** Bytes turned into base64 at a time; a multiple of 3, so that the pieces fit together. */
const PIECE = 3 * 1024 * 1024

const toBase64 = (bytes: Blob): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.addEventListener('load', () => {
      const address = String(reader.result)
      resolve(address.slice(address.indexOf(',') + 1))
    })
    reader.addEventListener('error', () => reject(new AxiosError('The file can’t be read', 'ERR_BAD_REQUEST')))
    reader.readAsDataURL(bytes)
  })

/**
 * The parameters and the file as multipart/form-data: a form field may hold base64 as it is, while a form of the other kind would write
 * three characters for each of its plus signs. Made of pieces, which the browser keeps out of memory.
 */
const toBody = async (params: object, { field, bytes }: Freight): Promise<Blob> => {
  const boundary = `----${crypto.randomUUID()}`
  const head = (name: string) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n`
  const parts: (string | Blob)[] = [...toForm(params)].map(([name, value]) => `${head(name)}${value}\r\n`)
  parts.push(head(field))
  for (let from = 0; from < bytes.size; from += PIECE)
    parts.push(new Blob([await toBase64(bytes.slice(from, from + PIECE))]))
  parts.push(`\r\n--${boundary}--\r\n`)
  return new Blob(parts, { type: `multipart/form-data; boundary=${boundary}` })
}

const deliver = (url: string, body: Blob, { signal, onProgress }: Freight, timeout: number): Promise<Answer> =>
  new Promise((resolve, reject) => {
    // Fetch can't tell how much of a body is out.
    const request = new XMLHttpRequest()
    let silence: ReturnType<typeof setTimeout> | undefined
    let late = false
    let handedOver = false
    const listen = () => {
      clearTimeout(silence)
      silence = setTimeout(() => {
        late = true
        request.abort()
      }, timeout)
    }
    const stop = () => {
      if (!handedOver) request.abort()
    }
    const fail = (message: string, code: string) => {
      clearTimeout(silence)
      reject(new AxiosError(message, code))
    }
    request.upload.addEventListener('progress', ({ loaded, total }) => {
      listen()
      onProgress(total > 0 ? loaded / total : 0)
    })
    request.upload.addEventListener('load', () => {
      handedOver = true
      onProgress(1)
      listen()
    })
    request.addEventListener('load', () => {
      clearTimeout(silence)
      resolve({ status: request.status, data: parse(request.responseText) })
    })
    request.addEventListener('error', () => fail('Network Error', 'ERR_NETWORK'))
    request.addEventListener('abort', () => fail(late ? 'timeout' : 'canceled', late ? 'ECONNABORTED' : 'ERR_CANCELED'))
    signal.addEventListener('abort', stop)
    request.addEventListener('loadend', () => signal.removeEventListener('abort', stop))
    request.open('POST', url)
    listen()
    request.send(body)
  })

/** A way to send a call with its file. The time limit (ms) begins anew whenever bytes have gone out. */
export const carryFreight =
  (freight: Freight): Carry =>
  async (url, params, timeout) => {
    const body = await toBody(params, freight)
    if (freight.signal.aborted) throw new AxiosError('canceled', 'ERR_CANCELED')
    return deliver(url, body, freight, timeout)
  }
