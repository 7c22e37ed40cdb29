import { expect, test } from 'vitest'
import { formatAnswer, parseCommand } from './protocol.ts'

test('reads a command without arguments', () => {
  expect(parseCommand('getInitData:cb-1:sid9')).toEqual({
    name: 'getInitData',
    args: undefined,
    callback: 'cb-1',
    sid: 'sid9',
  })
})

test('takes an empty argument for none', () => {
  expect(parseCommand('getInitData::cb:sid')).toMatchObject({ args: undefined, callback: 'cb', sid: 'sid' })
})

test('reads arguments that hold colons', () => {
  const path = '{"path":"/crm/deal/details/5/?a=1:2","at":"10:30:00"}'
  expect(parseCommand(`openPath:${path}:cb:sid`)).toEqual({
    name: 'openPath',
    args: { path: '/crm/deal/details/5/?a=1:2', at: '10:30:00' },
    callback: 'cb',
    sid: 'sid',
  })
})

test('keeps a raw value that is not JSON as it came', () => {
  expect(parseCommand('setValue:plain: text:cb:sid')?.args).toBe('plain: text')
})

test('reads a command whose name holds a colon from an object', () => {
  const message = { method: 'im:setImTextareaContent', params: { text: 'a' }, callback: 'cb', appSid: 'sid' }
  expect(parseCommand(message)).toEqual({
    name: 'im:setImTextareaContent',
    args: { text: 'a' },
    callback: 'cb',
    sid: 'sid',
  })
})

test.each(['', 'noise', 'a:b', null, 7, { method: 'x' }, ['getInitData:cb:sid']])('drops %j', (data) => {
  expect(parseCommand(data)).toBeUndefined()
})

test('answers with JSON, and with nothing after the colon where there is no result', () => {
  expect(formatAnswer('cb', { a: ['x:y'] })).toBe('cb:{"a":["x:y"]}')
  expect(formatAnswer('cb', false)).toBe('cb:false')
  expect(formatAnswer('cb', undefined)).toBe('cb:')
})
