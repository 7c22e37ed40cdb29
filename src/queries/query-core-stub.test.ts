import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { infiniteQueryBehavior, MutationCache } from './query-core-stub'

const core = join(import.meta.dirname, '../../node_modules/@tanstack/query-core/build/modern')
const read = (file: string) => readFileSync(join(core, file), 'utf8')
/** Files that end up in the panel: all but those of the parts that it doesn't use. */
const used = readdirSync(core).filter(
  (file) => file.endsWith('.js') && !/^(?:index|hydration|mutation\w*|infiniteQuery\w*|types)\.js$/.test(file),
)

describe('the stand-in for what the panel does not use of the query library', () => {
  it('has looked at the library', () => {
    expect(used).toContain('queryClient.js')
  })

  it('stands for all that the rest wants of these files', () => {
    const requested = used.flatMap((file) =>
      [...read(file).matchAll(/import \{([^}]+)\} from "\.\/(\w+)\.js"/g)].flatMap(([, names = '', from = '']) =>
        /^(?:mutation|infiniteQuery)/.test(from) ? names.split(',').map((name) => name.trim()) : [],
      ),
    )
    expect(new Set(requested)).toEqual(new Set(['MutationCache', 'infiniteQueryBehavior']))
  })

  it('has every method that QueryClient calls', () => {
    const calls = new Set([...read('queryClient.js').matchAll(/this\.#mutationCache\.(\w+)/g)].map(([, name]) => name))
    const cache = new MutationCache()
    expect(calls.size).toBeGreaterThan(0)
    for (const name of calls) expect(cache).toHaveProperty(String(name))
    expect(cache.findAll()).toEqual([])
  })

  it('resumes nothing, and says so when somebody wants an infinite query', async () => {
    const cache = new MutationCache()
    cache.clear()
    await expect(cache.resumePausedMutations()).resolves.toBeUndefined()
    expect(infiniteQueryBehavior).toThrow('left out')
  })
})
