import { existsSync, readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import type { Connect, Plugin, Rolldown } from 'vite'
import { defineConfig } from 'vitest/config'
import { createHash } from 'node:crypto'
import { hostingHeaders, pagePolicy, TRIAL_ANCESTORS } from './manifest/security-policy.ts'
import { splitStyles } from './manifest/style-waves.ts'

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
const BOOT = join(root, 'src/main.ts')
const SCREEN = join(root, 'src/app/card-app.tsx')
const WORKING = join(root, 'src/app/deferred-parts.ts')

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

/**
 * The SDK's own build writes every class's name into the class once more, which nothing reads (sdk-names.test.ts): it costs 0.8 kB gzip
 * of the first screen, also because a class that does something when it is made can't be left out.
 */
function forgetSdkNames(): Plugin {
  return {
    name: 'forget-sdk-names',
    apply: 'build',
    transform: {
      filter: { id: /@bitrix24\/b24jssdk\/dist\// },
      handler: (code) => ({ code: code.replace(/static \{\s*__name\(this, "\w+"\);\s*\}/g, ''), map: null }),
    },
  }
}

/** Mutations and infinite queries, which the panel doesn't use and the query library can't leave out by itself: 2 kB gzip of the first screen. */
function onlyQueries(): Plugin {
  const stub = join(root, 'src/queries/query-core-stub.ts')
  return {
    name: 'only-queries',
    apply: 'build',
    enforce: 'pre',
    resolveId: (source, importer) =>
      /^\.\/(?:mutationCache|infiniteQueryBehavior)\.js$/.test(source) &&
      /@tanstack\/query-core\/.*\/(?:query|queryClient)\.js$/.test(importer ?? '')
        ? stub
        : null,
  }
}

/**
 * Whoever imports the icons' one entry needs, as far as the waves can tell, all icons: those of later files would stand in the first
 * screen. So each icon is imported from its own file.
 */
function iconsOneByOne(): Plugin {
  const entry = join(root, 'node_modules/lucide-react/dist/esm/lucide-react.mjs')
  const files = new Map<string, string>()
  return {
    name: 'icons-one-by-one',
    apply: 'build',
    enforce: 'pre',
    buildStart() {
      for (const [, names = '', file = ''] of readFileSync(entry, 'utf8').matchAll(
        /^export \{ (.+) \} from '(.+)';$/gm,
      ))
        for (const [, name = ''] of names.matchAll(/default as (\w+)/g)) files.set(name, join(entry, '..', file))
    },
    transform: {
      filter: { id: /\/src\/.*\.tsx$/, code: "from 'lucide-react'" },
      handler: (code) => ({
        code: code.replace(/import \{([\w\s,]+)\} from 'lucide-react'/g, (_, names: string) =>
          names
            .split(',')
            .map((name) => name.trim())
            .filter((name) => name !== '')
            .map((name) => {
              const file = files.get(name)
              if (!file) throw new Error(`lucide-react has no icon ${name}`)
              return `import ${name} from ${JSON.stringify(file)}`
            })
            .join(';'),
        ),
        map: null,
      }),
    },
  }
}

/** `emojibase-data/<language>/names`: of the emoji only what the picker shows and searches, `[emoji, name, words]`, half of the file. */
function emojiNames(): Plugin {
  return {
    name: 'emoji-names',
    enforce: 'pre',
    resolveId: (source) =>
      /^emojibase-data\/\w+\/names$/.test(source) ? `${root.replaceAll('\\', '/')}/node_modules/${source}.js` : null,
    load: {
      filter: { id: /emojibase-data\/\w+\/names\.js$/ },
      handler: (id) => {
        const file = readFileSync(id.replace(/names\.js$/, 'compact.json'), 'utf8')
        const all = JSON.parse(file) as { unicode: string; label: string; tags?: string[]; group?: number }[]
        // Without a group: the letters that flags are made of.
        const shown = all.filter(({ group }) => group !== undefined)
        const names = shown.map(({ unicode, label, tags }) => [unicode, label, (tags ?? []).join(' ')])
        return { code: `export default JSON.parse(${JSON.stringify(JSON.stringify(names))})`, map: null }
      },
    },
  }
}

/** The built app has relative addresses: serve it from any folder, as the portal's static hosting does. */
function anyFolder(): Plugin {
  return {
    name: 'any-folder',
    configurePreviewServer(server) {
      const dist = resolve(root, server.config.build.outDir)
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
        if (!screen)
          throw new Error('src/app/card-app.tsx is not in the bundle: nothing to preload for the first screen')

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

/**
 * One style sheet becomes two: what the scripts named by index.html use stays a style sheet of the page, the rest is only named there,
 * for ui/later.ts to load.
 */
function laterStyles(): Plugin {
  return {
    name: 'later-styles',
    apply: 'build',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const outputs = Object.values(bundle)
        const html = outputs.find(({ fileName }) => fileName === 'index.html')
        const sheets = outputs.filter(({ fileName }) => fileName.endsWith('.css'))
        const [sheet] = sheets
        if (html?.type !== 'asset' || sheet?.type !== 'asset' || sheets.length > 1)
          throw new Error('There is not one page with one style sheet: nothing was parted')
        const page = String(html.source)
        const code = outputs
          .map((one) => (one.type === 'chunk' && page.includes(one.fileName) ? one.code : ''))
          .join('\n')
        const parts = splitStyles(String(sheet.source), code)
        const put = (name: string, source: string): string => {
          const fileName = `assets/${name}-${createHash('sha256').update(source).digest('hex').slice(0, 8)}.css`
          this.emitFile({ type: 'asset', fileName, source })
          return fileName
        }
        const [first, later] = [put('first', parts.first), put('later', parts.later)]
        html.source = page
          .replace(`./${sheet.fileName}`, `./${first}`)
          .replace('</title>', `</title>\n    <meta name="later-styles" content="./${later}" />`)
        delete bundle[sheet.fileName]
      },
    },
  }
}

/** The built page carries its policy with it, first of all: static hosting sends no headers. The dev server has inline scripts and no policy. */
function strictPolicy(): Plugin {
  return {
    name: 'strict-policy',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: pagePolicy },
        injectTo: 'head-prepend',
      },
    ],
  }
}

export default defineConfig({
  base: './',
  plugins: [
    react(),
    tailwindcss(),
    answerPost(),
    anyFolder(),
    iconsOneByOne(),
    emojiNames(),
    preloadScreen(),
    strictPolicy(),
    laterStyles(),
    ...(wholeSdk ? [] : [forgetSdkNames(), onlyQueries()]),
  ],
  resolve: {
    alias: {
      '@': join(root, 'src'),
      ...(wholeSdk ? {} : leanSdk),
    },
  },
  // Its names are made by emojiNames; in the package they don't exist.
  optimizeDeps: { exclude: ['emojibase-data'] },
  server: { host: '127.0.0.1', port, strictPort: 'PORT' in process.env, allowedHosts },
  preview: {
    host: '127.0.0.1',
    port,
    strictPort: 'PORT' in process.env,
    allowedHosts,
    // What docs/hosting.md asks of a real host, so that every end-to-end test runs under it.
    headers: hostingHeaders(TRIAL_ANCESTORS),
  },
  build: {
    target: 'es2023',
    // Vite’s own helper would cost 0.6 kB of the first screen; what that needs is preloaded by preloadScreen, and later files stand alone.
    modulePreload: false,
    // One sheet, named by the page alone: no script waits for it (laterStyles parts it).
    cssCodeSplit: false,
    // A file in the ZIP beats a data: address, which a strict policy would refuse.
    assetsInlineLimit: 0,
    license: { fileName: 'licences.txt' },
    rolldownOptions: {
      // No module here does anything in a getter that somebody reads and then ignores.
      treeshake: { propertyReadSideEffects: false },
      output: {
        codeSplitting: { includeDependenciesRecursively: false, groups: [{ debugName: 'waves', name: waveOf }] },
      },
    },
  },
  test: {
    environment: 'node',
    // A busy machine is no failure.
    testTimeout: 20_000,
    // Its files go through emojiNames() here, too.
    server: { deps: { inline: ['emojibase-data'] } },
    include: ['src/**/*.test.{ts,tsx}', 'e2e/**/*.test.ts', 'manifest/**/*.test.ts'],
  },
})
