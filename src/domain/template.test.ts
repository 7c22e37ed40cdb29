import { describe, expect, it } from 'vitest'
import {
  dropTemplate,
  fillPlaceholders,
  firstNameOf,
  fitsTyped,
  nextVersion,
  NO_TEMPLATES,
  putTemplate,
  type TemplateSet,
  toCommand,
  unfilledPlaceholders,
} from './template'

it('fills what is known, in whatever letter case, and leaves the rest as it stands', () => {
  expect(
    fillPlaceholders('Hi {Client.First_Name}, {deal.title}: {number} {company.title} {}', {
      'client.first_name': 'Laura',
      'company.title': ' ',
      'deal.title': '$& {client.name}',
    }),
  ).toBe('Hi Laura, $& {client.name}: {number} {company.title} {}')
})

it('finds what is open, and nothing else that has braces', () => {
  expect(unfilledPlaceholders('{номер} and {a.b}, not { x }, {1}, {"a":1}, {a b} or {')).toEqual([
    { placeholder: '{номер}', at: 0 },
    { placeholder: '{a.b}', at: 12 },
  ])
})

it('does not take long over many braces', () => {
  const started = performance.now()
  expect(unfilledPlaceholders('{'.repeat(100_000))).toEqual([])
  expect(unfilledPlaceholders(`{${'a'.repeat(100_000)}`)).toEqual([])
  expect(performance.now() - started).toBeLessThan(500)
})

it('takes the first name after a title', () => {
  expect(['Laura Bennett', 'Dr. Laura Bennett', ' Ann ', 'Dr.', ''].map(firstNameOf)).toEqual([
    'Laura',
    'Laura',
    'Ann',
    'Dr.',
    '',
  ])
})

const copy = (name: string) => `${name} (2)`
const fieldsOf = (text: string) => ({ name: 'Hours', command: 'hours', text })
const first = nextVersion(fieldsOf('9 to 5'), null, 'a', 100)
const sheet = putTemplate(NO_TEMPLATES, first, copy)
const textsOf = (one: TemplateSet) => [...one.templates.values()].map(({ name, text }) => [name, text])

describe('a template that is put', () => {
  it('takes the place of the version it was made of', () => {
    const second = nextVersion(fieldsOf('9 to 6'), first, '', 200)
    expect(textsOf(putTemplate(sheet, second, copy))).toEqual([['Hours', '9 to 6']])
  })

  it('stays beside another change of the same version, in any order, and however often it is tried', () => {
    const mine = nextVersion(fieldsOf('mine'), first, '', 200)
    const theirs = nextVersion(fieldsOf('theirs'), first, '', 201)
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
    const second = nextVersion(fieldsOf('second'), first, '', 200)
    const third = nextVersion(fieldsOf('third'), second, '', 300)
    const now = [first, second, third].reduce((sum, one) => putTemplate(sum, one, copy), NO_TEMPLATES)
    expect(putTemplate(putTemplate(now, second, copy), first, copy)).toBe(now)
    const gone = dropTemplate(now, third, 400)
    expect(putTemplate(gone, third, copy)).toBe(gone)
    expect(textsOf(putTemplate(gone, nextVersion(fieldsOf('back'), third, '', 500), copy))).toEqual([['Hours', 'back']])
  })

  it('is later than what it was made of, whatever the clock says', () => {
    expect(nextVersion(fieldsOf('x'), first, '', 1).at).toBe(101)
  })
})

it('a deleted version takes nothing newer along', () => {
  const second = nextVersion(fieldsOf('second'), first, '', 200)
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
