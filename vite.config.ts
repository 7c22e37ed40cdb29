import { join } from 'node:path'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'
import { hostingHeaders, TRIAL_ANCESTORS } from './manifest/security-policy.ts'
import { answerPost } from './manifest/vite/answer-post.ts'
import { anyFolder } from './manifest/vite/any-folder.ts'
import { emojiNames } from './manifest/vite/emoji-names.ts'
import { strictPolicy } from './manifest/vite/page-policy.ts'
import { paintFirst } from './manifest/vite/paint-first.ts'
import { preloadFirstScreen } from './manifest/vite/preload-first-screen.ts'

const root = import.meta.dirname
const port = Number(process.env['PORT'] ?? 4801)
const allowedHosts = (process.env['ALLOWED_HOSTS'] ?? '').split(',').filter((host) => host !== '')

export default defineConfig({
  base: './',
  plugins: [
    react(),
    tailwindcss(),
    answerPost(),
    anyFolder(),
    emojiNames(),
    preloadFirstScreen(join(root, 'src/app/card-app.tsx')),
    paintFirst(),
    strictPolicy(),
  ],
  resolve: {
    alias: {
      '@': join(root, 'src'),
      // 21 kB gzip of the first screen, which the SDK needs for the time stamps of log lines alone (docs/decisions.md).
      luxon: join(root, 'src/portal/transport/luxon-shim.ts'),
      // 3 kB more, for batches that the SDK would write itself.
      'qs-esm': join(root, 'src/portal/transport/qs-shim.ts'),
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
    // What the first screen needs is preloaded by preloadFirstScreen, and later files stand alone.
    modulePreload: false,
    // One sheet, named by the page: no chunk waits for it, and paintFirst says where it stands.
    cssCodeSplit: false,
    // A file in the ZIP beats a data: address, which a strict policy would refuse.
    assetsInlineLimit: 0,
    license: { fileName: 'licences.txt' },
    rolldownOptions: {
      input: { main: join(root, 'index.html') },
      output: {
        // The dictionaries of all languages have the same two names.
        chunkFileNames: ({ facadeModuleId }) => {
          const language = /\/locales\/(\w+)\//.exec(facadeModuleId ?? '')?.[1]
          return `assets/${language === undefined ? '' : `${language}-`}[name]-[hash].js`
        },
        codeSplitting: {
          // Each with everything that it imports and the chunk before doesn't hold.
          groups: [
            { name: 'main', test: /\/src\/main\.ts$/, priority: 3 },
            { name: 'first-screen', test: /\/src\/app\/card-app\.tsx$/, priority: 2 },
            { name: 'deferred', test: /\/src\/app\/deferred-parts\.ts$/, priority: 1 },
          ],
        },
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
