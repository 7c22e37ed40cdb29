import { expect } from '@playwright/test'
import type { Stage } from '../scenario.ts'

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

/** Opens the showcase deal and waits until the panel is ready. */
export const openCard = async (stage: Stage): Promise<void> => {
  await stage.card.open()
  await expect(stage.card.log.getByRole('article').last()).toBeVisible()
  await expect(stage.card.field).toBeVisible()
}

/** Makes an unanswered chat, `count` messages long. */
const makeChat = (stage: Stage, count: number, connector = 'livechat'): OwnChat => {
  const number = stage.next()
  const client = `Client ${number}`
  const text = `Question ${number}`
  const { chatId } = stage.portal.world.simulate.newClientChat({
    type: 'deal',
    id: stage.portal.world.showcase.deal,
    connector,
    name: client,
    text,
  }) as { chatId: number }
  if (count > 1) stage.portal.world.simulate.clientWrites({ chatId, count: count - 1, text })
  return { chatId, client, last: text }
}

const becomeOwn = (stage: Stage, { chatId, last }: OwnChat): void => {
  const { simulate } = stage.portal.world
  simulate.transfer({ chatId, to: ANNA })
  // An operator who answers has read: the chat opens at its end.
  simulate.colleagueAnswers({ chatId, userId: ANNA, text: last })
}

/** State of a chat before the case begins. */
export type ChatState = 'waiting' | 'own' | 'colleague' | 'closed'

/** Makes a chat and waits for it in the list; its messages are not loaded yet where the operator is in it. */
export const chatInList = async (stage: Stage, state: ChatState, count = 1): Promise<OwnChat> => {
  const { simulate } = stage.portal.world
  const chat = makeChat(stage, count)
  const { chatId } = chat
  if (state === 'own') becomeOwn(stage, chat)
  if (state === 'colleague') simulate.colleagueTakes({ chatId, userId: MARK })
  if (state === 'closed') {
    simulate.colleagueTakes({ chatId, userId: MARK })
    simulate.finish({ chatId, byUserId: MARK })
  }
  // A long list only renders visible rows.
  await searchField(stage).fill(chat.client)
  await expect(async () => {
    await stage.pass(5_000)
    await expect(rowOf(stage, chat)).toBeVisible({ timeout: 200 })
  }, 'a new chat comes into the list').toPass({ timeout: 15_000 })
  return chat
}

/** A chat of the operator that the list shows without details: they are refused until the faults are cleared. */
export const unknownChatInList = async (stage: Stage): Promise<OwnChat> => {
  stage.portal.faults.set({
    method: 'imopenlines.dialog.get',
    kind: 'refuse',
    code: 'INTERNAL_SERVER_ERROR',
    status: 500,
  })
  const chat = makeChat(stage, 1, 'acme_parcel_desk')
  becomeOwn(stage, chat)
  await expect(async () => {
    await stage.pass(5_000)
    await expect(rowOf(stage, chat)).toBeVisible({ timeout: 200 })
  }, 'a new chat comes into the list').toPass({ timeout: 15_000 })
  await expect(rowOf(stage, chat)).not.toContainText(chat.client)
  return chat
}

const searchField = (stage: Stage) => stage.card.panel.getByRole('searchbox')

const rowOf = (stage: Stage, { chatId }: OwnChat) => stage.card.list.locator(`[data-chat="${chatId}"]`)

/** Clicks a chat found in the list, and moves the pointer away from the list. */
export const clickChat = async (stage: Stage, chat: OwnChat): Promise<void> => {
  await rowOf(stage, chat).click()
  await searchField(stage).fill('')
  await stage.handsOff()
}

/** Opens a chat of the list and waits for its messages and the composer. */
export const openChat = async (stage: Stage, chat: OwnChat): Promise<void> => {
  await clickChat(stage, chat)
  await expect(stage.card.message(chat.last).last()).toBeVisible()
  await expect(stage.card.conversation(chat.client)).toBeVisible()
}
