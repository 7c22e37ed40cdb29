import { expect } from '@playwright/test'
import type { Phase } from '../phase.ts'
import type { FaultScenario } from '../scenario.ts'
import { chatInList, clickChat, openCard, openChat, unknownChatInList, type OwnChat } from './chats.ts'

/** Long enough not to be loaded completely by accident. */
const LONG_CHAT = 2_000

/** Opening another chat whose messages are not loaded yet. */
export const reading: Phase<OwnChat> = {
  name: 'reading',
  words: 'opening another chat',
  hits: ['*'],
  open: openCard,
  arrange: (scenario) => chatInList(scenario, 'own'),
  act: async (scenario, chat, begin) => {
    await begin()
    await clickChat(scenario, chat)
    await expect(scenario.card.conversation(chat.client)).toBeVisible()
  },
  lasts: [1_000, 27_000],
  lies: (_scenario, chat, screen, patient) =>
    patient && !screen.text.includes(chat.last) && screen.alerts.length === 0
      ? 'shows no messages and says nothing'
      : null,
  missing: async (scenario, chat) =>
    (await scenario.card.message(chat.last).count()) > 0 ? null : 'no messages of this chat',
  replyIn: async (_scenario, chat) => chat.chatId,
}

/** Opening a chat without details in the list: not even the client's name. */
export const details: Phase<OwnChat> = {
  name: 'details',
  words: 'opening a chat whose details are unknown',
  hits: ['*'],
  open: openCard,
  arrange: unknownChatInList,
  act: async (scenario, chat, begin) => {
    scenario.portal.faults.clear()
    await begin()
    await clickChat(scenario, chat)
  },
  lasts: [1_000, 27_000],
  lies: (_scenario, chat, screen, patient) =>
    patient && !screen.text.includes(chat.client) && screen.alerts.length === 0
      ? 'knows no details and says nothing'
      : null,
  missing: async (scenario, chat) =>
    (await scenario.card.details.getByText(chat.client, { exact: true }).count()) > 0
      ? null
      : 'no details of this chat',
  replyIn: async (_scenario, chat) => chat.chatId,
}

/** A long chat, read back as far as `oldest`: the number of its oldest loaded message. */
interface Scrolling extends OwnChat {
  oldest: number
}

/** More messages of a long chat than are loaded before scrolling. */
const READ_AHEAD = 200

/** Rolls the wheel until the log is at its upper end, or where only new pages can have led. */
const farBack = async (scenario: FaultScenario): Promise<void> => {
  const { log } = scenario.card
  await log.hover()
  // The list follows new messages until the wheel has left its end.
  await expect(async () => {
    await scenario.page.mouse.wheel(0, -6_000)
    const atTheTop = async () =>
      (await log.evaluate(({ scrollHeight, clientHeight, scrollTop }) => scrollHeight - clientHeight + scrollTop)) <
        200 || (await oldestShown(scenario)) < LONG_CHAT - READ_AHEAD
    await expect.poll(atTheTop, { timeout: 300 }).toBe(true)
  }).toPass({ timeout: 15_000 })
  await scenario.handsOff()
}

/** The number in the text of the first message there is, in the order of writing; the very first one has none: 0. */
const oldestShown = async (scenario: FaultScenario): Promise<number> => {
  const words = await scenario.card.log.getByRole('article').first().innerText()
  return Number(/\((\d+)\)/.exec(words)?.[1] ?? 0)
}

/** Scrolling back to messages that are not loaded yet. */
export const scrolling: Phase<Scrolling> = {
  name: 'scrolling back',
  words: 'scrolling back to older messages',
  hits: ['*'],
  open: openCard,
  arrange: async (scenario) => {
    const chat = await chatInList(scenario, 'own', LONG_CHAT)
    await openChat(scenario, chat)
    return { ...chat, oldest: LONG_CHAT }
  },
  act: async (scenario, scene, begin) => {
    await begin()
    await farBack(scenario)
    scene.oldest = await oldestShown(scenario)
  },
  lasts: [1_000, 27_000],
  lies: async (scenario, _scene, screen) =>
    screen.text.includes('The conversation begins here') && (await oldestShown(scenario)) > 0
      ? 'shows a beginning that is none'
      : null,
  missing: async (scenario, scene) => {
    await scenario.card.log.hover()
    await scenario.page.mouse.wheel(0, -1_500)
    await scenario.handsOff()
    await scenario.quiet()
    const oldest = await oldestShown(scenario)
    return oldest === 0 || oldest < scene.oldest ? null : 'older messages'
  },
  replyIn: async (_scenario, chat) => chat.chatId,
}
