import { existsSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Plugin } from 'vite'

/** The built app has relative addresses: `vite preview` serves it from any folder, as the portal's static hosting does. */
export function anyFolder(): Plugin {
  return {
    name: 'any-folder',
    configurePreviewServer(server) {
      const dist = resolve(server.config.root, server.config.build.outDir)
      server.middlewares.use((request, _response, next) => {
        const [path = '/', query] = (request.url ?? '/').split('?', 2)
        const parts = path.split('/').filter((part) => part !== '' && part !== '..')
        for (let skip = 1; skip < parts.length; skip++) {
          const inside = parts.slice(skip).join('/')
          const file = join(dist, inside)
          if (!existsSync(file) || !statSync(file).isFile()) continue
          request.url = `/${inside}${query === undefined ? '' : `?${query}`}`
          break
        }
        next()
      })
    },
  }
}
