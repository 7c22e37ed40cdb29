import type { ServerResponse } from 'node:http'
import type { Portal } from '../types.ts'
import type { CardType, CrmCard } from '../world/model.ts'
import { html, type Html } from './html.ts'
import { sendPage } from './layout.ts'
import { viewerOf, viewerSelect, withViewer } from './viewer.ts'

const GROUPS: readonly (readonly [type: CardType, heading: string])[] = [
  ['deal', 'Deals'],
  ['lead', 'Leads'],
  ['contact', 'Contacts'],
  ['company', 'Companies'],
]

/** `/`: links to every card, the Market and the control page. */
export function sendStart(portal: Portal, response: ServerResponse, url: URL): void {
  const cards = portal.world.cards()
  const chats = new Map<string, number>()
  for (const chat of portal.world.chats()) {
    for (const { type, id } of chat.cards) chats.set(`${type}:${id}`, (chats.get(`${type}:${id}`) ?? 0) + 1)
  }

  const row = (card: CrmCard): Html => {
    const count = chats.get(`${card.type}:${card.id}`) ?? 0
    return html`<li>
      <a href="${withViewer(`/crm/${card.type}/details/${card.id}/`, url)}">${card.title}</a>
      <small>#${card.id}</small>
      <span class="count">${count === 1 ? '1 chat' : `${count} chats`}</span>
    </li>`
  }
  const group = ([type, heading]: (typeof GROUPS)[number]): Html =>
    html`<section class="sheet">
      <h2>${heading}</h2>
      <ul class="cards">
        ${cards.filter((card) => card.type === type).map(row)}
        <li><a class="quiet" href="${withViewer(`/crm/${type}/details/0/`, url)}">New ${type}, not saved yet</a></li>
      </ul>
    </section>`

  sendPage(response, 200, {
    title: 'Fake portal',
    look: 'plain',
    scripts: ['start.ts'],
    body: html`<header class="top">
        <h1>Fake portal</h1>
        <nav class="portal-tools">
          <a href="${withViewer('/market/', url)}">Market</a><a href="/control/">Control</a>
          ${viewerSelect(portal, viewerOf(portal, url))}
        </nav>
      </header>
      <main class="start">
        <p>
          It answers as a Bitrix24 portal does. Open a card for the Chats tab, and the
          <a href="/control/">control page</a> to write as its client. A card takes switches in its address:
          <code>?lang=de</code>, <code>?width=560</code>, <code>?height=700</code>, <code>?split=1</code> (the client’s
          phone beside it), <code>?theme=none</code> (the tab alone), <code>?open=get</code>, <code>?tab=general</code>,
          <code>?silent=1</code>, <code>?refresh=fail</code>.
        </p>
        <div class="groups">${GROUPS.map(group)}</div>
      </main>`,
  })
}
