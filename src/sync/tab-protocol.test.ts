import { describe, expect, it } from 'vitest'
import type { ChatId, MessageId } from '@/domain/ids'
import { PortalError } from '@/portal/portal-error'
import { sampleSnapshot } from '@/testing/fixtures'
import { packError, packSnapshot, parseTabMessage, type TabMessage, type TabRequest } from './tab-protocol'

const A = 11 as ChatId
const FIVE = 5 as MessageId
const error = packError(new PortalError('limit', 'QUERY_LIMIT_EXCEEDED', 503, 9))
const request: TabRequest = {
  page: 'p',
  item: { type: 'deal', id: 7 },
  visible: true,
  watchedChats: [{ chatId: A, onScreen: true, member: false }],
  request: { dialogs: [A], pages: [{ chatId: A, way: 'either' }], older: [], people: [], lines: true },
  lists: true,
  requestCount: 2,
}
const snapshot = packSnapshot(
  sampleSnapshot({ unreadable: new Map([[A, new PortalError('forbidden', 'ACCESS_ERROR')]]) }),
)

const messages: readonly TabMessage[] = [
  { type: 'here', page: 'p' },
  { type: 'gone', page: 'p' },
  { type: 'ask', round: 1 },
  { type: 'want', round: 1, request },
  { type: 'part', page: 'p', startedAt: 5, part: snapshot },
  { type: 'part', page: 'p', startedAt: 5, part: error },
  { type: 'state', panel: 'p', error, seen: new Map([[A, FIVE]]), within: 5 },
  { type: 'poll-soon' },
  { type: 'active', chatId: A },
  { type: 'command', chatId: A, messageId: null },
  { type: 'app-event', command: 'presence.poll', params: { panel: 'p' } },
  { type: 'channel', open: true },
]

describe('a message between tabs', () => {
  it.each(messages)('$type arrives as it was sent', (message) => {
    expect(parseTabMessage(structuredClone(message))).toEqual(message)
  })

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'here'],
    ['a list', []],
    ['no type', {}],
    ['an unknown type', { type: 'unknown', page: 'p' }],
    ['a page that is no name', { type: 'here', page: 7 }],
    ['a negative round', { type: 'ask', round: -1 }],
    ['a request of another build', { type: 'want', round: 1, request: { ...request, item: 'deal 7' } }],
    ['a request without chats', { type: 'want', round: 1, request: { ...request, watchedChats: null } }],
    ['a chat that is no number', { type: 'active', chatId: '11' }],
    [
      'an answer without its maps',
      { type: 'part', page: 'p', startedAt: 5, part: { snapshot: {}, unreadable: new Map() } },
    ],
    ['an unknown failure', { type: 'part', page: 'p', startedAt: 5, part: { ...error, kind: 'unknown' } }],
    ['an infinite time', { type: 'state', panel: 'p', error: null, seen: new Map(), within: Infinity }],
    ['a list in place of a map', { type: 'state', panel: 'p', error: null, seen: [[11, 5]], within: 5 }],
    ['a message id of 0', { type: 'command', chatId: A, messageId: 0 }],
    ['a channel that is neither open nor closed', { type: 'channel', open: 'yes' }],
  ])('%s is ignored', (_, message) => {
    expect(parseTabMessage(message)).toBeNull()
  })
})
