import { newVisitor, type Browser } from './chromium.ts'
import { chatOf, newestText, setPace, type Site } from './site.ts'
import { until } from './until.ts'

/** Opens the card once; which of its chats the panel opens by itself. */
export async function openedChat(browser: Browser, site: Site): Promise<number> {
  const visitor = await newVisitor(browser)
  setPace(site.portal, { serverTime: false, latencyMs: 0 })
  const card = await visitor.open({ url: site.url, slowdown: 1 })
  const { chatId, last } = await until(card.frame, () => {
    const row = document.querySelector<HTMLElement>('[role=option][aria-selected=true]')
    const last = [...document.querySelectorAll('[role=log] article')].at(-1)?.textContent
    return row && last ? { chatId: Number(row.dataset['chat']), last } : null
  })
  await card.close()
  await visitor.leave()
  setPace(site.portal, site)
  const text = newestText(chatOf(site, chatId))
  if (!last.includes(text)) throw new Error(`The ${site.page} page ends with "${last}", chat ${chatId} with "${text}"`)
  return chatId
}
