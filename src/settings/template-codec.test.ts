import { describe, expect, it } from 'vitest'
import { storedBytes } from '@/domain/option-text'
import { dropTemplate, nextVersion, NO_TEMPLATES, putTemplate } from '@/domain/template'
import { parseTemplates, templateBytes, serializeTemplates } from './template-codec'

const DAY = 86_400_000
const NOW = 20_000 * DAY
const greeting = nextVersion(
  { name: 'Grüße 👋', command: 'hi', text: 'Привет, {client.first_name} 👩‍🚀' },
  null,
  'a',
  NOW,
)
const other = nextVersion({ name: 'Other', command: '', text: 'x' }, null, 'b', NOW)
const sheet = [greeting, other].reduce((sum, one) => putTemplate(sum, one, String), NO_TEMPLATES)

describe('stored templates', () => {
  it('come back as they were, deletions too, in characters that every portal keeps', () => {
    const kept = dropTemplate(sheet, other, NOW)
    const text = serializeTemplates(kept, NOW)
    expect(parseTemplates(text)).toEqual(kept)
    expect(text).not.toMatch(/[\u{10000}-\u{10ffff}]/u)
    expect(text).toContain('Привет')
  })

  it('are the same text whatever the order in which they were made', () => {
    const turned = [other, greeting].reduce((sum, one) => putTemplate(sum, one, String), NO_TEMPLATES)
    expect(serializeTemplates(turned, NOW)).toBe(serializeTemplates(sheet, NOW))
    expect(serializeTemplates(NO_TEMPLATES, NOW)).toBe('')
  })

  it('forget in time what was deleted', () => {
    const kept = dropTemplate(putTemplate(NO_TEMPLATES, other, String), other, NOW)
    expect(serializeTemplates(kept, NOW + 59 * DAY)).not.toBe('')
    expect(serializeTemplates(kept, NOW + 60 * DAY)).toBe('')
  })

  it.each(['', '{', 'null', '7', '[]', '{"v":1}', '{"v":1,"t":[[1,2],null,["a"],["a",1,"n","c"," "]],"x":[7,["a"]]}'])(
    'are none where %j is stored',
    (text) => {
      expect(parseTemplates(text)).toEqual(NO_TEMPLATES)
    },
  )

  it('are read past entries and parts that are not understood', () => {
    const text =
      '{"v":1,"of":"a newer panel","t":[7,["a",1,"Name","CMD","text",[3,"x"],"newer"],["b",2,"Short",null,"older row"]],"x":[["c",5],"d"]}'
    expect(parseTemplates(text)).toEqual({
      templates: new Map([
        ['a', { id: 'a', at: 1, name: 'Name', command: 'cmd', text: 'text', before: [3] }],
        ['b', { id: 'b', at: 2, name: 'Short', command: '', text: 'older row', before: [] }],
      ]),
      gone: new Map([['c', 5]]),
    })
    expect(parseTemplates('{"v":1,"t":{"a":1},"x":[["c",5]]}')?.gone).toEqual(new Map([['c', 5]]))
  })

  it('of a newer panel are not touched', () => {
    expect(parseTemplates('{"v":2,"t":[]}')).toBeNull()
  })

  it('take at most the room that was told before', () => {
    const more = nextVersion({ name: 'Строка "в кавычках"', command: 'x', text: '"\\\n👍Ж'.repeat(50) }, null, 'c', NOW)
    const before = storedBytes(serializeTemplates(sheet, NOW))
    const after = storedBytes(serializeTemplates(putTemplate(sheet, more, String), NOW))
    expect(after - before).toBeLessThanOrEqual(templateBytes(more))
  })
})
