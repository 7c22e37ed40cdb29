import type { ServerResponse } from 'node:http'
import type { Portal } from '../types.ts'
import { connectorIds, connectorOf } from '../world/connectors.ts'
import type { ControlPage } from './browser/control.ts'
import { html, jsonBlock } from './html.ts'
import { sendPage } from './layout.ts'

/** `/control/`: the client simulator and the faults. `?compact=1&card=deal:1482` is the phone alone, for one card's chats. */
export function sendControl(portal: Portal, response: ServerResponse, url: URL): void {
  const compact = url.searchParams.get('compact') === '1'
  const page: ControlPage = {
    compact,
    card: url.searchParams.get('card') ?? '',
    chatId: Number(url.searchParams.get('chat')) || 0,
    methods: [...portal.world.methods.keys()].toSorted(),
    connectors: Object.fromEntries(connectorIds().map((id) => [id, connectorOf(id).title])),
    staff: portal.world.staff.map(({ id, name }) => ({ id, name })),
  }
  const header = html`<header class="top">
    <h1>Control</h1>
    <nav class="portal-tools"><a href="/">All cards</a><a href="/market/">Market</a></nav>
  </header>`

  sendPage(response, 200, {
    title: 'Control',
    look: compact ? 'compact' : 'plain',
    styles: ['control.css'],
    scripts: ['control.ts'],
    body: html`${!compact && header}
      <main class="control">
        <section id="chats" class="chats sheet" aria-label="Chats"></section>
        <section id="client" class="client" aria-label="Client"></section>
        <section id="faults" class="faults" aria-label="Faults and counters" ${compact && 'hidden'}></section>
      </main>
      ${jsonBlock('page', page)}`,
  })
}
