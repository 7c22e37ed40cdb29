import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'

const modules = join(import.meta.dirname, '../../node_modules').replaceAll('\\', '/')

/** `emojibase-data/<language>/names`: only what the picker shows and searches, `[emoji, name, words]`, half of the package's file. */
export function emojiNames(): Plugin {
  return {
    name: 'emoji-names',
    enforce: 'pre',
    resolveId: (source) => (/^emojibase-data\/\w+\/names$/.test(source) ? `${modules}/${source}.js` : null),
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
