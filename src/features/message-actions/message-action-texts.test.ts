import { expect, it } from 'vitest'
import { messageActions } from '@/domain/message-actions'
import { PortalError } from '@/portal/portal-error'
import { messageErrorText, textsOfCode } from './message-action-texts'

it('has a sentence for every code of the catalogue', () => {
  const codes = Object.values(messageActions).flatMap(({ errors }) => errors)
  expect(codes.length).toBeGreaterThan(10)
  expect(codes.filter((code) => textsOfCode(code) === null)).toEqual([])
})

it.each([
  ['refused', new PortalError('refused', 'CANT_EDIT_MESSAGE', 400), 'messages.cannotEdit', null],
  ['refused', new PortalError('refused', 'SOMETHING_NEW', 400), 'actions.refused', 'SOMETHING_NEW'],
  ['unknown', new PortalError('network', 'NETWORK_ERROR'), 'actions.noAnswer', null],
  ['changed', null, 'messages.changed', null],
  ['gone', null, 'messages.gone', null],
] as const)('%s says what is true (%s)', (kind, error, words, code) => {
  expect(messageErrorText({ kind, error })).toEqual({ words, code })
})
