import { createServer } from 'node:net'

const isFree = (port) =>
  new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })

/**
 * The first free port from `wanted` on, at 127.0.0.1.
 * @param {number} wanted @returns {Promise<number>}
 */
export const freePort = async (wanted) => {
  for (let port = wanted; port < wanted + 100; port += 1) if (await isFree(port)) return port
  throw new Error(`No free port between ${wanted} and ${wanted + 99}.`)
}
