import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toColor, toMe, toPeople, toPerson } from './person'

const ORIGIN = 'https://company.bitrix24.example'

describe('a person', () => {
  it('is parsed from im.*', () => {
    expect(
      toPerson(
        {
          id: 503,
          name: 'Klaus Weber',
          first_name: 'Klaus',
          last_name: 'Weber',
          work_position: 'admin',
          color: '#4BA984',
          avatar: '/upload/avatar.jpg',
          bot: false,
          connector: false,
          phones: false,
        },
        ORIGIN,
      ),
    ).toEqual({
      id: 503,
      kind: 'operator',
      name: 'Klaus Weber',
      firstName: 'Klaus',
      position: 'admin',
      avatarUrl: `${ORIGIN}/upload/avatar.jpg`,
      color: '#4ba984',
    })
  })

  it('is parsed from a session history', () => {
    expect(
      toPerson(
        { id: '587', name: 'John', firstName: 'Johnny', workPosition: null, connector: true, avatar: '' },
        ORIGIN,
      ),
    ).toMatchObject({ id: 587, kind: 'client', firstName: 'Johnny', position: null, avatarUrl: null, color: null })
  })

  it.each<[object, string]>([
    [{ connector: 'Y', bot: true }, 'client'],
    [{ bot: '1' }, 'bot'],
    [{ extranet: true }, 'operator'],
  ])('%j is a %s', (flags, kind) => {
    expect(toPerson({ id: 1, ...flags }, ORIGIN)?.kind).toBe(kind)
  })

  it('always has something to be called by', () => {
    expect(toPerson({ id: 9, name: '  ', first_name: '' }, ORIGIN)).toMatchObject({ name: '#9', firstName: '#9' })
  })

  it.each(['/bitrix/js/im/images/blank.gif', '/bitrix/js/im/images/blank.gif?17', 'javascript:alert(1)', '', null])(
    'has no picture with %j',
    (avatar) => {
      expect(toPerson({ id: 1, avatar }, ORIGIN)?.avatarUrl).toBeNull()
    },
  )

  it.each<unknown>(['red', '#fff', '#12345g', 'url(x)', '#112233;', null, 7])('takes no colour from %j', (color) => {
    expect(toColor(color)).toBeNull()
  })
})

describe('people', () => {
  it.each<[unknown, number[]]>([
    [
      [{ id: 1 }, { id: '2' }],
      [1, 2],
    ],
    [{ 1: { id: '1' }, 2: { id: '2' } }, [1, 2]],
    [[], []],
    [{}, []],
    [null, []],
    [[false, { id: 0 }, { id: 3 }], [3]],
  ])('%j', (value, ids) => {
    expect([...toPeople(value, ORIGIN).keys()]).toEqual(ids)
  })
})

describe('the caller', () => {
  it('is read from the documented example', () => {
    expect(toMe({ ID: '1', ADMIN: true, NAME: 'Vadim', LAST_NAME: 'Valeev', PERSONAL_GENDER: '' })).toEqual({
      id: 1,
      name: 'Vadim Valeev',
      isAdmin: true,
    })
  })

  it('may lack a name', () => {
    expect(toMe({ ID: 7, NAME: '', LAST_NAME: null, ADMIN: false })).toEqual({ id: 7, name: '#7', isAdmin: false })
  })

  it.each<unknown>([[], {}, null, false])('a dismissed user is null: %j', (value) => {
    expect(toMe(value)).toBeNull()
  })
})

it('never throws', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      toPeople(value, ORIGIN)
      toMe(value)
      const person = toPerson({ id: 1, name: value, avatar: value, color: value, connector: value }, ORIGIN)
      expect(person?.name).not.toBe('')
    }),
  )
})
