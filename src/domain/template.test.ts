import { describe, expect, it } from 'vitest'
import {
  dropTemplate,
  fitsTyped,
  nextVersion,
  NO_TEMPLATES,
  putTemplate,
  toCommand,
  type TemplateSet,
} from './template'

const copy = (name: string) => `${name} (2)`
const words = (text: string) => ({ name: 'Hours', command: 'hours', text })
const first = nextVersion(words('9 to 5'), null, 'a', 100)
const sheet = putTemplate(NO_TEMPLATES, first, copy)
const textsOf = (one: TemplateSet) => [...one.templates.values()].map(({ name, text }) => [name, text])

describe('a template that is put', () => {
  it('takes the place of the version it was made of', () => {
    const second = nextVersion(words('9 to 6'), first, '', 200)
    expect(textsOf(putTemplate(sheet, second, copy))).toEqual([['Hours', '9 to 6']])
  })

  it('stays beside what somebody else made of the same version, whoever comes first, and however often it is tried', () => {
    const mine = nextVersion(words('mine'), first, '', 200)
    const theirs = nextVersion(words('theirs'), first, '', 201)
    for (const [one, other] of [
      [mine, theirs],
      [theirs, mine],
    ] as const) {
      const once = putTemplate(putTemplate(sheet, one, copy), other, copy)
      expect(textsOf(once)).toEqual([
        ['Hours', one.text],
        ['Hours (2)', other.text],
      ])
      expect(putTemplate(putTemplate(once, other, copy), one, copy)).toBe(once)
    }
  })

  it('is not put back when others have gone on from it, or deleted it later', () => {
    const second = nextVersion(words('second'), first, '', 200)
    const third = nextVersion(words('third'), second, '', 300)
    const now = [first, second, third].reduce((sum, one) => putTemplate(sum, one, copy), NO_TEMPLATES)
    expect(putTemplate(putTemplate(now, second, copy), first, copy)).toBe(now)
    const gone = dropTemplate(now, third, 400)
    expect(putTemplate(gone, third, copy)).toBe(gone)
    expect(textsOf(putTemplate(gone, nextVersion(words('back'), third, '', 500), copy))).toEqual([['Hours', 'back']])
  })

  it('is later than what it was made of, whatever the clock says', () => {
    expect(nextVersion(words('x'), first, '', 1).at).toBe(101)
  })
})

it('a deleted version takes nothing newer along', () => {
  const second = nextVersion(words('second'), first, '', 200)
  const now = putTemplate(sheet, second, copy)
  expect(dropTemplate(now, first, 300)).toBe(now)
})

it('a command has no spaces, and finds before name and text do', () => {
  expect(toCommand(' Öffnungszeiten & Anfahrt! ')).toBe('öffnungszeiten-anfahrt')
  expect([fitsTyped(first, 'HO'), fitsTyped(first, 'to'), fitsTyped(first, 'x'), fitsTyped(first, '')]).toEqual([
    3, 1, 0, 3,
  ])
  expect(fitsTyped({ ...first, command: '', name: 'Opening hours' }, 'hou')).toBe(2)
})
