import { expect, it } from 'vitest'
import { countTemplateUse } from './template-usage'

it('counts uses of one user, also where nothing may be stored', () => {
  const stored = new Map<string, string>()
  const storage = {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
  } as Storage
  const uses = countTemplateUse('p', 1, storage)
  uses.add('a')
  uses.add('a')
  expect(countTemplateUse('p', 1, storage).count('a')).toBe(2)
  expect(countTemplateUse('p', 2, storage).count('a')).toBe(0)
  stored.set('chat-panel:p:1:template-uses', '{"a":1}')
  expect(countTemplateUse('p', 1, storage).count('a')).toBe(0)
  stored.set('chat-panel:p:1:template-uses', '[["a",3,"newer"],["b",-1],["c","4"],7,null,["d",0.5]]')
  const read = countTemplateUse('p', 1, storage)
  expect(['a', 'b', 'c', 'd'].map(read.count)).toEqual([3, 0, 0, 0])
  const nowhere = countTemplateUse('p', 1, null)
  nowhere.add('b')
  expect(nowhere.count('b')).toBe(1)
})
