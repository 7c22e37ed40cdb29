import { expect } from '@playwright/test'
import type { FaultScenario } from '../scenario.ts'

const ANNA = 11
const MARK = 12

/** A chat made for one case. */
export interface OwnChat {
  readonly chatId: number
  /** The client's name, used for no other chat. */
  readonly client: string
  /** The newest message when it was made. */
  readonly last: string
}

/** Opens the showcase deal and waits until an operator can work in it. */
export const openCard = async (scenario: FaultScenario): Promise<void> => {
  await scenario.card.open()
  await expect(scenario.card.log.getByRole('article').last()).toBeVisible()
  await expect(scenario.card.field).toBeVisible()
}

/** Makes an unanswered chat, `count` messages long. */
const makeChat = (scenario: FaultScenario, count: number, connector = 'livechat'): OwnChat => {
  const number = scenario.next()
  const client = `Client ${number}`
  const text = `Question ${number}`
  const { chatId } = scenario.portal.world.simulate.newClientChat({
    type: 'deal',
    id: scenario.portal.world.showcase.deal,
    connector,
    name: client,
    text,
  }) as { chatId: number }
  if (count > 1) scenario.portal.world.simulate.clientWrites({ chatId, count: count - 1, text })
  return { chatId, client, last: text }
}

const becomeOwn = (scenario: FaultScenario, { chatId, last }: OwnChat): void => {
  const { simulate } = scenario.portal.world
  simulate.transfer({ chatId, to: ANNA })
  // An operator who answers has read: the chat opens at its end.
  simulate.colleagueAnswers({ chatId, userId: ANNA, text: last })
}

/** State of a chat before the case begins. */
export type ChatState = 'waiting' | 'own' | 'colleague' | 'closed'

/** Makes a chat and scrolls through the list until it is found; its messages are not read yet where the operator is a member. */
export const chatInList = async (scenario: FaultScenario, state: ChatState, count = 1): Promise<OwnChat> => {
  const { simulate } = scenario.portal.world
  const chat = makeChat(scenario, count)
  const { chatId } = chat
  if (state === 'own') becomeOwn(scenario, chat)
  if (state === 'colleague') simulate.colleagueTakes({ chatId, userId: MARK })
  if (state === 'closed') {
    simulate.colleagueTakes({ chatId, userId: MARK })
    simulate.finish({ chatId, byUserId: MARK })
  }
  // A long list only has the rows that are in sight.
  await searchField(scenario).fill(chat.client)
  await expect(async () => {
    await scenario.pass(5_000)
    await expect(rowOf(scenario, chat)).toBeVisible({ timeout: 200 })
  }, 'a new chat comes into the list').toPass({ timeout: 15_000 })
  return chat
}

/** A chat of one's own that the list shows without knowing anything of it: its details are refused until the faults are cleared. */
export const unknownChatInList = async (scenario: FaultScenario): Promise<OwnChat> => {
  scenario.portal.faults.set({
    method: 'imopenlines.dialog.get',
    kind: 'refuse',
    code: 'INTERNAL_SERVER_ERROR',
    status: 500,
  })
  const chat = makeChat(scenario, 1, 'acme_parcel_desk')
  becomeOwn(scenario, chat)
  await expect(async () => {
    await scenario.pass(5_000)
    await expect(rowOf(scenario, chat)).toBeVisible({ timeout: 200 })
  }, 'a new chat comes into the list').toPass({ timeout: 15_000 })
  await expect(rowOf(scenario, chat)).not.toContainText(chat.client)
  return chat
}

const searchField = (scenario: FaultScenario) => scenario.card.panel.getByRole('searchbox')

/** The row of a chat. */
const rowOf = (scenario: FaultScenario, { chatId }: OwnChat) => scenario.card.list.locator(`[data-chat="${chatId}"]`)

/** Clicks a chat that was found in the list, and moves the pointer out of the list. */
export const clickChat = async (scenario: FaultScenario, chat: OwnChat): Promise<void> => {
  await rowOf(scenario, chat).click()
  await searchField(scenario).fill('')
  await scenario.handsOff()
}

/** Opens a chat of the list and waits for its messages and for what stands below them. */
export const openChat = async (scenario: FaultScenario, chat: OwnChat): Promise<void> => {
  await clickChat(scenario, chat)
  await expect(scenario.card.message(chat.last).last()).toBeVisible()
  await expect(scenario.card.conversation(chat.client)).toBeVisible()
}
