import { Page, RestError } from '../rest/method.ts'
import { createWorld, type World, type WorldOptions } from '../world/world.ts'

/** Ids of people in every world: a salesperson, a colleague, the administrator, an accountant without a queue. */
export const PEOPLE = { anna: 11, mark: 12, olivia: 1, grace: 18 } as const

/** A world to try methods on, as one person or another. */
export interface TestPortal {
  readonly world: World
  /** The `result` of a call, as Anna by default. Throws RestError when refused. */
  readonly call: <T = unknown>(method: string, params?: Record<string, unknown>, userId?: number) => T
  /** `status code` of a refusal; 'ok' when the call went through. */
  readonly refusal: (method: string, params?: Record<string, unknown>, userId?: number) => string
  /** An unanswered chat on the showcase deal. */
  readonly waiting: () => number
  /** A chat on the showcase deal that this person has answered. */
  readonly answeredBy: (userId: number) => number
}

/** A fresh world with the means to try it. */
export function createTestPortal(options: WorldOptions = {}): TestPortal {
  const world = createWorld(options)
  const { deal } = world.showcase

  const call = <T>(method: string, params: Record<string, unknown> = {}, userId: number = PEOPLE.anna): T => {
    const found = world.methods.get(method.toLowerCase())
    if (!found) throw new Error(`There is no method ${method}`)
    const isAdmin = world.users.get(userId)?.isAdmin === true
    const answer = found.run(params, { userId, isAdmin, scopes: new Set() })
    return (answer instanceof Page ? answer.result : answer) as T
  }

  const refusal: TestPortal['refusal'] = (method, params, userId) => {
    try {
      call(method, params, userId)
    } catch (error) {
      if (error instanceof RestError) return `${error.status} ${error.code}`
      throw error
    }
    return 'ok'
  }

  const waiting = (): number =>
    (
      world.simulate.newClientChat({ type: 'deal', id: deal, connector: 'livechat', name: 'Guest' }) as {
        chatId: number
      }
    ).chatId

  return {
    world,
    call,
    refusal,
    waiting,
    answeredBy(userId) {
      const chatId = waiting()
      world.simulate.colleagueAnswers({ chatId, userId, text: 'Good day!' })
      return chatId
    },
  }
}
