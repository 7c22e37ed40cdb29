import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import type { BuiltFiles } from '../../../manifest/built-files.ts'

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
}

/** A static host for the app, with compression and latency. */
export interface AppServer {
  /** `http://127.0.0.1:<port>`: another site than the portal's `localhost`. */
  readonly origin: string
  /** Adds a page, or replaces one. */
  put(path: string, text: string): void
  close(): void
}

/**
 * Serves files under their path, `index.html` for a folder; POST as GET. Pages are not cached, all else is.
 * Every answer takes `delay()` ms each way.
 */
export async function serveApp(files: BuiltFiles, delay: () => number): Promise<AppServer> {
  const pack = (bytes: Uint8Array | string) => gzipSync(bytes, { level: 9 })
  const packed = new Map([...files].map(([path, bytes]) => [path, pack(bytes)]))
  const server = createServer({ keepAliveTimeout: 120_000 }, (request, response) => {
    void (async () => {
      const asked = new URL(request.url ?? '/', 'http://app').pathname.slice(1)
      const path = asked === '' || asked.endsWith('/') ? `${asked}index.html` : asked
      const body = packed.get(path)
      const ms = 2 * delay()
      if (ms > 0) await sleep(ms)
      if (!body) return response.writeHead(404).end()
      const type = path.slice(path.lastIndexOf('.') + 1)
      return response
        .writeHead(200, {
          'content-type': TYPES[type] ?? 'application/octet-stream',
          'content-encoding': 'gzip',
          'content-length': body.length,
          'cache-control': type === 'html' ? 'no-store' : 'public, max-age=31536000, immutable',
        })
        .end(body)
    })()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    put: (path, text) => void packed.set(path, pack(text)),
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}
