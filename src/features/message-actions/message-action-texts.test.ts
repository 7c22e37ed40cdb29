import { expect, it } from 'vitest'
import { messageActions, messageCommandNames } from '@/domain/message-actions'
import { PortalError } from '@/portal/portal-error'
import { messageErrorText, textsOfCode } from './message-action-texts'

it('has a sentence for every code of the registry', () => {
  const codes = messageCommandNames.flatMap((name) => Object.keys(messageActions[name].call.errors))
  expect(codes.length).toBeGreaterThan(10)
  expect(codes.filter((code) => textsOfCode(code) === null)).toEqual([])
})

it.each([
  ['refused', new PortalError('refused', 'CANT_EDIT_MESSAGE', 400), 'messageActions.cannotEdit', null],
  ['refused', new PortalError('refused', 'SOMETHING_NEW', 400), 'chatActions.refused', 'SOMETHING_NEW'],
  ['unknown', new PortalError('network', 'NETWORK_ERROR'), 'chatActions.noAnswer', null],
  ['changed', null, 'messageActions.changed', null],
  ['gone', null, 'messageActions.gone', null],
] as const)('%s says what is true (%s)', (kind, error, words, code) => {
  expect(messageErrorText({ kind, error })).toEqual({ words, code })
})
