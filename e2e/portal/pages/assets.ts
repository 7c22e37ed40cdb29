import { readFile } from 'node:fs/promises'
import type { ServerResponse } from 'node:http'

const FOLDER = new URL('browser/', import.meta.url)
const NAME = /^[a-z-]+\.(ts|css)$/

async function load(name: string): Promise<string> {
  const source = await readFile(new URL(name, FOLDER), 'utf8')
  if (name.endsWith('.css')) return source
  // Only the types have to be removed for the browser: imports already name files as they are served.
  // Vite is loaded on demand, since tests that only use REST don't need it.
  const { transformWithOxc } = await import('vite')
  const { code } = await transformWithOxc(source, name, { lang: 'ts', target: 'es2022', sourcemap: false })
  return code
}

const cache = new Map<string, Promise<string>>()

/** Serves a script or a style sheet of the host pages (`browser/`); types are removed from TypeScript. */
export async function sendAsset(response: ServerResponse, name: string): Promise<void> {
  const loading = cache.get(name) ?? (NAME.test(name) ? load(name) : Promise.reject(new Error(name)))
  try {
    const body = await loading
    cache.set(name, loading)
    const type = name.endsWith('.css') ? 'text/css' : 'text/javascript'
    response.writeHead(200, { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-cache' }).end(body)
  } catch {
    response.writeHead(404).end()
  }
}
