import { expect } from '@playwright/test'
import type { Phase } from '../phase.ts'
import { chatInList, clickChat, openCard, type ChatState, type OwnChat } from './chats.ts'

const ANNA = 'Anna Keller'
/** The most connections that a browser keeps to one server. */
const KEPT_CONNECTIONS = 6

interface Acting extends OwnChat {
  /** Earlier executions of the action. */
  readonly before: number
}

const action = (name: string, words: string, button: string, method: string, state: ChatState): Phase<Acting> => {
  const mayWrite = (chatId: number, of: Parameters<Phase<Acting>['lies']>[0]): boolean => {
    const chat = of.portal.world.chats().find((one) => one.chatId === chatId)
    // An operator who has joined writes beside the colleague.
    return chat?.operator === ANNA || (name === 'join' && of.portal.counters.executed(method) > 0)
  }
  return {
    name,
    words,
    // The step itself and the reads after it; the read right before an answer is not affected.
    hits: ['batch', method],
    open: openCard,
    arrange: async (scenario) => {
      const chat = await chatInList(scenario, state)
      await clickChat(scenario, chat)
      await expect(scenario.card.conversation(chat.client)).toBeVisible()
      await expect(scenario.card.panel.getByRole('button', { name: button, exact: true })).toBeVisible()
      return { ...chat, before: scenario.portal.counters.executed(method) }
    },
    act: async (scenario, _scene, begin) => {
      await begin()
      await scenario.card.panel.getByRole('button', { name: button, exact: true }).click()
    },
    lasts: [1_000, 27_000, 40_000],
    lies: (scenario, { chatId }, screen, patient) => {
      const offered = screen.buttons.includes(button)
      if (!offered && screen.hasField && patient && screen.alerts.length === 0 && !mayWrite(chatId, scenario))
        return 'offers a reply although the step was not done'
      return null
    },
    ways: [button],
    // The button stays while the step is pending, though it can't be pressed.
    missing: async ({ card }) =>
      (await card.panel.getByRole('button', { name: button, exact: true }).count()) > 0
        ? `“${button}” is still to be done`
        : null,
    replyIn: async (_scenario, { chatId }) => chatId,
    excess: (scenario, { before }, asked, faults) => {
      const times = scenario.portal.counters.executed(method) - before
      // What was reset without a byte a browser repeats on every connection it has kept; another time changes nothing.
      const byBrowser = faults.some(({ name: fault }) => fault === 'reset-after')
        ? KEPT_CONNECTIONS * (asked.length + 1)
        : 0
      const allowed = 1 + asked.filter((pressed) => pressed === button).length + byBrowser
      return times > allowed ? `${method} was executed ${times} times, asked for ${allowed} times` : null
    },
  }
}

/** The steps that make a reply possible. */
export const actions: readonly Phase<Acting>[] = [
  action('answer', 'answering a waiting client', 'Answer', 'imopenlines.operator.answer', 'waiting'),
  action('join', 'joining a colleague’s chat', 'Join', 'imopenlines.session.join', 'colleague'),
  action('take over', 'taking over a colleague’s chat', 'Take over', 'imopenlines.session.intercept', 'colleague'),
  action('new session', 'starting a new session', 'New session', 'imopenlines.session.start', 'closed'),
]
