import { expect, it } from 'vitest'
import { readOptions } from './options.ts'

it('measures everything unless told otherwise', () => {
  expect(readOptions([])).toMatchObject({
    quick: false,
    parts: ['start', 'switch', 'chats'],
    cards: ['small', 'showcase', 'forty'],
    starts: ['cold', 'known', 'reopened', 'news', 'offline'],
    serverTimes: [true, false],
  })
})

it('takes some of the parts, cards and starts, in its own order', () => {
  const args = ['--only', 'start', '--cards', 'forty,small', '--starts', 'reopened,cold', '--server-time', 'off']
  expect(readOptions(args)).toMatchObject({
    parts: ['start'],
    cards: ['small', 'forty'],
    starts: ['cold', 'reopened'],
    serverTimes: [false],
  })
})

it('is quick on one card, or on those that are named', () => {
  expect(readOptions(['--quick']).cards).toEqual(['showcase'])
  expect(readOptions(['--quick', '--cards', 'small']).cards).toEqual(['small'])
})

it.each([
  ['--only', 'begin'],
  ['--cards', 'small,huge'],
  ['--starts', 'warm'],
  ['--server-time', 'yes'],
])('refuses %s %s and says what there is', (option, value) => {
  expect(() => readOptions([option, value])).toThrow(new RegExp(`^${option} takes .*, not "`))
})
