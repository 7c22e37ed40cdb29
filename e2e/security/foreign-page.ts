import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A page on an origin of its own. */
export interface ForeignPage {
  readonly origin: string
  readonly host: string
  close(): Promise<void>
}

/** Serves one HTML page at every address of a free port. */
export const serveForeignPage = async (body: string): Promise<ForeignPage> => {
  const server = createServer((_request, response) => {
    response
      .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
      .end(`<!doctype html><title>Foreign</title>${body}`)
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const host = `localhost:${(server.address() as AddressInfo).port}`
  return {
    origin: `http://${host}`,
    host,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
