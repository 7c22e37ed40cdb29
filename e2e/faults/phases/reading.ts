import { expect } from '@playwright/test'
import type { Phase } from '../phase.ts'
import type { Stage } from '../scenario.ts'
import { chatInList, clickChat, openCard, openChat, unknownChatInList, type OwnChat } from './chats.ts'

/** Long enough not to be loaded completely by accident. */
const LONG_CHAT = 2_000

/** Opening another chat whose messages are not loaded yet. */
export const reading: Phase<OwnChat> = {
  name: 'reading',
  words: 'opening another chat',
  hits: ['*'],
  open: openCard,
  arrange: (stage) => chatInList(stage, 'own'),
  act: async (stage, chat, begin) => {
    await begin()
    await clickChat(stage, chat)
    await expect(stage.card.conversation(chat.client)).toBeVisible()
  },
  lasts: [1_000, 27_000],
  lies: (_stage, chat, screen, patient) =>
    patient && !screen.text.includes(chat.last) && screen.alerts.length === 0
      ? 'shows no messages and says nothing'
      : null,
  missing: async (stage, chat) =>
    (await stage.card.message(chat.last).count()) > 0 ? null : 'no messages of this chat',
  replyIn: async (_stage, chat) => chat.chatId,
}

/** Opening a chat without details in the list: not even the client's name. */
export const details: Phase<OwnChat> = {
  name: 'details',
  words: 'opening a chat whose details are unknown',
  hits: ['*'],
  open: openCard,
  arrange: unknownChatInList,
  act: async (stage, chat, begin) => {
    stage.portal.faults.clear()
    await begin()
    await clickChat(stage, chat)
  },
  lasts: [1_000, 27_000],
  lies: (_stage, chat, screen, patient) =>
    patient && !screen.text.includes(chat.client) && screen.alerts.length === 0
      ? 'knows no details and says nothing'
      : null,
  missing: async (stage, chat) =>
    (await stage.card.details.getByText(chat.client, { exact: true }).count()) > 0 ? null : 'no details of this chat',
  replyIn: async (_stage, chat) => chat.chatId,
}

/** A long chat, read back as far as `oldest`: the number of its oldest loaded message. */
interface Scrolling extends OwnChat {
  oldest: number
}

/** More messages of a long chat than are loaded before scrolling. */
const READ_AHEAD = 200

/** Scrolls by the wheel until the list is at its upper end, or where only new pages can have led. */
const farBack = async (stage: Stage): Promise<void> => {
  const { log } = stage.card
  await log.hover()
  // The list follows new messages until the wheel has left its end.
  await expect(async () => {
    await stage.page.mouse.wheel(0, -6_000)
    const atTheTop = async () =>
      (await log.evaluate((element) => element.scrollTop)) < 200 || (await oldestShown(stage)) < LONG_CHAT - READ_AHEAD
    await expect.poll(atTheTop, { timeout: 300 }).toBe(true)
  }).toPass({ timeout: 15_000 })
  await stage.handsOff()
}

/** The number in the text of the first message, in the order of writing; the very first one has none: 0. */
const oldestShown = async (stage: Stage): Promise<number> => {
  const words = await stage.card.log.getByRole('article').first().innerText()
  return Number(/\((\d+)\)/.exec(words)?.[1] ?? 0)
}

/** Scrolling back to messages that are not loaded yet. */
export const scrolling: Phase<Scrolling> = {
  name: 'scrolling back',
  words: 'scrolling back to older messages',
  hits: ['*'],
  open: openCard,
  arrange: async (stage) => {
    const chat = await chatInList(stage, 'own', LONG_CHAT)
    await openChat(stage, chat)
    return { ...chat, oldest: LONG_CHAT }
  },
  act: async (stage, scene, begin) => {
    await begin()
    await farBack(stage)
    scene.oldest = await oldestShown(stage)
  },
  lasts: [1_000, 27_000],
  lies: async (stage, _scene, screen) =>
    screen.text.includes('The conversation begins here') && (await oldestShown(stage)) > 0
      ? 'shows a beginning that is none'
      : null,
  missing: async (stage, scene) => {
    await stage.card.log.hover()
    await stage.page.mouse.wheel(0, -1_500)
    await stage.handsOff()
    await stage.quiet()
    const oldest = await oldestShown(stage)
    return oldest === 0 || oldest < scene.oldest ? null : 'older messages'
  },
  replyIn: async (_stage, chat) => chat.chatId,
}
