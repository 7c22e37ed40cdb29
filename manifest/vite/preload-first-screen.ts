import type { Plugin, Rolldown } from 'vite'

/** Names in index.html the chunk of `module` and what it imports, so that the browser loads them while the portal answers the handshake. */
export function preloadFirstScreen(module: string): Plugin {
  return {
    name: 'preload-first-screen',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle }) {
        const chunks = Object.values(bundle ?? {}).filter(
          (output): output is Rolldown.OutputChunk => output.type === 'chunk',
        )
        const screen = chunks.find((chunk) => chunk.moduleIds.includes(module))
        if (!screen) throw new Error(`${module} is not in the bundle: nothing to preload for the first screen`)

        const needed = new Set<Rolldown.OutputChunk>()
        const collect = (chunk: Rolldown.OutputChunk) => {
          if (needed.has(chunk)) return
          needed.add(chunk)
          for (const name of chunk.imports) {
            const imported = chunks.find(({ fileName }) => fileName === name)
            if (imported) collect(imported)
          }
        }
        collect(screen)

        return [...needed]
          .filter(({ fileName }) => !html.includes(`"./${fileName}"`))
          .map(({ fileName }) => ({
            tag: 'link',
            attrs: { rel: 'modulepreload', crossorigin: true, href: `./${fileName}` },
            injectTo: 'head' as const,
          }))
      },
    },
  }
}
