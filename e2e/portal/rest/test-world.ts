import type { World } from '../world/world.ts'
import { Page, RestError, type Method } from './method.ts'

/** Untyped JSON for tests. */
// oxlint-disable-next-line typescript/no-explicit-any -- a wrong guess about a shape fails the test, which is what it is for
export type AnyJson = any

const ANNA = { id: 7, name: 'Anna Keller', isAdmin: false }
const OLIVIA = { id: 1, name: 'Olivia Grant', isAdmin: true }

/** Users of the test world: an operator without rights, and an administrator. */
export const OPERATOR_ID = ANNA.id
export const ADMIN_ID = OLIVIA.id

/** A minimal world for tests of the transport: a few methods that echo, list, refuse and fail. */
export function createTestWorld(): World {
  const method = (run: Method['run'], more: Partial<Method> = {}): Method => ({
    scope: 'im',
    seconds: 0.1,
    run,
    ...more,
  })
  const world: Partial<World> = {
    users: new Map([ANNA, OLIVIA].map((user) => [user.id, user])) as unknown as World['users'],
    staff: [ANNA, OLIVIA] as unknown as World['staff'],
    methods: new Map<string, Method>([
      ['test.echo', method((params) => params)],
      ['test.me', method((_params, caller) => ({ ID: String(caller.userId) }), { scope: null })],
      ['test.list', method(() => new Page([{ CHAT_ID: '501' }, { CHAT_ID: '502' }], 120, 50))],
      ['test.send', method(() => 4711)],
      ['test.dear', method(() => true, { seconds: 200 })],
      ['test.upload', method(() => true, { batchable: false })],
      ['test.foreign', method(() => true, { scope: 'telephony' })],
      ['test.broken', method(() => { throw new TypeError('a bug in the world') })], // prettier-ignore
      [
        'test.refused',
        method(() => {
          throw new RestError(400, 'ERROR_ARGUMENT', 'No', { argument: 'CHAT_ID' })
        }),
      ],
      [
        'test.logical',
        method(() => {
          throw new RestError(200, 'ERROR_LOGICAL', 'Refused with HTTP 200')
        }),
      ],
    ]),
    simulate: {
      clientWrites: ({ chatId }: { chatId: number }) => ({ messageId: chatId + 1 }),
    } as unknown as World['simulate'],
    cards: () => [],
    chats: () => [],
    clientView: () => [],
    onChange: () => () => undefined,
  }
  return world as World
}
