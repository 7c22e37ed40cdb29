// One of the pages that are compared, with a portal of its own.
import { startPortal } from '../../portal/portal.ts'
import type { Portal } from '../../portal/types.ts'
import type { Message } from '../../portal/world/message.ts'
import type { Chat } from '../../portal/world/model.ts'
import type { AppServer } from './app-server.ts'
import { barePage, type BareStart } from './bare-page.ts'
import { benchWorld, CARDS, type CardName } from './cards.ts'
import { watchRequests, type RequestLog } from './request-log.ts'

/** `former`: another build that is measured beside this one. */
export type Page = 'app' | 'former' | 'bare'

const FOLDER: Readonly<Record<Page, string>> = { app: '', former: 'former/', bare: 'bare/' }

/** How portals answer. */
export interface PortalPace {
  /** Answers take the time of a real server. */
  readonly serverTime: boolean
  /** One way. */
  readonly latencyMs: number
}

export interface Site extends PortalPace {
  readonly page: Page
  readonly portal: Portal
  readonly log: RequestLog
  /** Address of the card. */
  readonly url: string
  readonly deal: number
}

/** Starts a portal with the card for one page. */
export async function openSite(
  server: AppServer,
  page: Page,
  card: CardName,
  pace: PortalPace,
  now?: () => number,
): Promise<Site> {
  const world = benchWorld(now)
  const portal = await startPortal({ appUrl: `${server.origin}/${FOLDER[page]}`, world, limits: 'off' })
  const deal = CARDS[card].deal(world)
  const site = {
    ...pace,
    page,
    portal,
    log: watchRequests(portal),
    url: `${portal.origin}/crm/deal/details/${deal}/`,
    deal,
  }
  setPace(portal, pace)
  return site
}

/** Changes how fast a portal answers. */
export function setPace(portal: Portal, { serverTime, latencyMs }: PortalPace): void {
  portal.setLatency(latencyMs)
  portal.world.state.behaviour.serverTime = serverTime
}

/** A chat of the site's world. Throws where there is none. */
export function chatOf({ portal }: Site, chatId: number): Chat {
  const chat = portal.world.state.chat(chatId)
  if (!chat) throw new Error(`The portal has no chat ${chatId}`)
  return chat
}

/** The newest message of a person in a chat; undefined where there is none with a text. */
export const newestMessage = ({ messages }: Chat): Message | undefined =>
  messages
    .slice(0, messages.length)
    .findLast(({ authorId, toClient, text }) => authorId !== 0 && toClient && text !== '')

/** Its text. Throws where there is none. */
export function newestText(chat: Chat): string {
  const message = newestMessage(chat)
  if (!message) throw new Error(`Nobody has written in chat ${chat.id}`)
  return message.text
}

/** Where the bare page finds a chat. Throws for one that the card doesn't list itself. */
export function placeOf(site: Site, chatId: number): BareStart {
  const { world } = site.portal
  const operator = world.staff[0]
  if (!operator) throw new Error('The portal has no staff')
  const list = world.methods
    .get('imopenlines.crm.chat.get')
    ?.run(
      { CRM_ENTITY_TYPE: 'deal', CRM_ENTITY: site.deal, ACTIVE_ONLY: 'N' },
      { userId: operator.id, isAdmin: operator.isAdmin, scopes: new Set() },
    ) as readonly { readonly CHAT_ID: string }[]
  const place = list.findIndex(({ CHAT_ID }) => Number(CHAT_ID) === chatId)
  if (place === -1) throw new Error(`Chat ${chatId} is none of the card's own`)
  return { place, member: chatOf(site, chatId).members.has(operator.id) }
}

/** Makes the bare page show this chat. */
export function putBarePage(server: AppServer, site: Site, chatId: number): void {
  server.put(`${FOLDER.bare}index.html`, barePage(placeOf(site, chatId)))
}
