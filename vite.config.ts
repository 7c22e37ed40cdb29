import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import type { Connect, Plugin, Rolldown } from 'vite'
import { defineConfig } from 'vitest/config'

const root = import.meta.dirname
const port = Number(process.env['PORT'] ?? 4801)
const allowedHosts = (process.env['ALLOWED_HOSTS'] ?? '').split(',').filter((host) => host !== '')

/** Packages of the SDK that it hardly uses, by what it does use of them (docs/decisions.md). WHOLE_SDK=1 leaves them as they are. */
const wholeSdk = process.env['WHOLE_SDK'] === '1'
const leanSdk = {
  axios: join(root, 'src/portal/sdk/axios-stub.ts'),
  luxon: join(root, 'src/portal/sdk/luxon-stub.ts'),
  'qs-esm': join(root, 'src/portal/sdk/qs-stub.ts'),
}

/** What the portal's door needs, what reading needs, what working needs: each wave is one file, whatever else shares its modules. */
const BOOT = join(root, 'src/app/boot.tsx')
const SCREEN = join(root, 'src/app/screen.tsx')
const WORKING = join(root, 'src/app/working.ts')

/** Which wave a module belongs to: the first one that can't do without it. null = a file of its own, loaded when wanted. */
function waveOf(id: string, bundle: Rolldown.ChunkingContext): string | null {
  // Rolldown's own helpers for CommonJS packages: the first of those is React.
  if (id.includes('rolldown/runtime')) return 'screen'
  for (const [wave, start] of Object.entries({ entry: BOOT, screen: SCREEN, working: WORKING })) {
    const needed = needs.get(start) ?? new Set<string>()
    if (!needs.has(start)) {
      needs.set(start, needed)
      const collect = (module: string) => {
        if (needed.has(module)) return
        needed.add(module)
        bundle.getModuleInfo(module)?.importedIds.forEach(collect)
      }
      collect(start)
    }
    if (needed.has(id)) return wave === 'entry' ? null : wave
  }
  return null
}
const needs = new Map<string, Set<string>>()

/** A portal opens the app with a form POST, often with a path and a query of its own; Vite only knows GET. */
function answerPost(): Plugin {
  const asGet: Connect.NextHandleFunction = (request, _response, next) => {
    if (request.method === 'POST') request.method = 'GET'
    next()
  }
  return {
    name: 'answer-post',
    configureServer: (server) => void server.middlewares.use(asGet),
    configurePreviewServer: (server) => void server.middlewares.use(asGet),
  }
}

/** The built app has relative addresses: serve it from any folder, as the portal's static hosting does. */
function anyFolder(): Plugin {
  return {
    name: 'any-folder',
    configurePreviewServer(server) {
      const dist = join(root, server.config.build.outDir)
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

/** Tells the browser about the screen's chunks in index.html, so that they load while the portal is still greeting us. */
function preloadScreen(): Plugin {
  return {
    name: 'preload-screen',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle }) {
        const chunks = Object.values(bundle ?? {}).filter(
          (output): output is Rolldown.OutputChunk => output.type === 'chunk',
        )
        const screen = chunks.find((chunk) => chunk.moduleIds.includes(SCREEN))
        if (!screen) throw new Error('src/app/screen.tsx is not in the bundle: nothing to preload for the first screen')

        const wanted = new Set<Rolldown.OutputChunk>()
        const collect = (chunk: Rolldown.OutputChunk) => {
          if (wanted.has(chunk)) return
          wanted.add(chunk)
          for (const name of chunk.imports) {
            const imported = chunks.find(({ fileName }) => fileName === name)
            if (imported) collect(imported)
          }
        }
        collect(screen)

        const scripts = [...wanted].map(({ fileName }) => ({ rel: 'modulepreload', fileName }))
        const styles = [...wanted].flatMap(({ viteMetadata }) =>
          [...(viteMetadata?.importedCss ?? [])].map((fileName) => ({ rel: 'stylesheet', fileName })),
        )
        return [...styles, ...scripts]
          .filter(({ fileName }) => !html.includes(`"./${fileName}"`))
          .map(({ rel, fileName }) => ({
            tag: 'link',
            attrs: { rel, crossorigin: true, href: `./${fileName}` },
            injectTo: 'head' as const,
          }))
      },
    },
  }
}

export default defineConfig({
  base: './',
  plugins: [react(), tailwindcss(), answerPost(), anyFolder(), preloadScreen()],
  resolve: {
    alias: {
      '@': join(root, 'src'),
      ...(wholeSdk ? {} : leanSdk),
    },
  },
  server: { host: '127.0.0.1', port, strictPort: 'PORT' in process.env, allowedHosts },
  preview: { host: '127.0.0.1', port, strictPort: 'PORT' in process.env, allowedHosts },
  build: {
    target: 'es2023',
    modulePreload: { polyfill: false },
    // A file in the ZIP beats a data: address, which a strict policy would refuse.
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        codeSplitting: { includeDependenciesRecursively: false, groups: [{ debugName: 'waves', name: waveOf }] },
      },
    },
  },
  test: {
    environment: 'node',
    // A busy machine is no failure.
    testTimeout: 20_000,
    include: ['src/**/*.test.{ts,tsx}', 'e2e/**/*.test.ts', 'manifest/**/*.test.ts'],
  },
})
