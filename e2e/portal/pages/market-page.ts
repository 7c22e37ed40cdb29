import type { ServerResponse } from 'node:http'
import type { Portal } from '../types.ts'
import type { MarketPage } from './browser/market.ts'
import { html, jsonBlock } from './html.ts'
import { sendNotice, sendPage } from './layout.ts'
import { viewerOf, viewerSelect, withViewer } from './viewer.ts'

const APP_NAME = 'Chat Panel for CRM'

/** `/market/`: the app's entry, where an administrator installs and removes it. */
export function sendMarket(portal: Portal, response: ServerResponse, url: URL): void {
  const viewer = viewerOf(portal, url)
  const { installed, placements } = portal.application
  const page: MarketPage = { userId: viewer.id }
  const open = html`<a class="button primary" href="${withViewer('/market/app/', url)}">Open</a>`
  const install = html`<a class="button primary" href="${withViewer('/market/app/', url)}">Install</a>`
  const update = html`<button type="button" class="button" id="update">Update</button>`
  const uninstall = html`<button type="button" class="button" id="uninstall">Uninstall</button>`
  const refused = html`<p class="quiet">Only an administrator can install applications.</p>`

  sendPage(response, 200, {
    title: 'Market',
    look: 'plain',
    styles: ['market.css'],
    scripts: ['market.ts'],
    body: html`<header class="top">
        <h1>Market</h1>
        <nav class="portal-tools">
          <a href="${withViewer('/', url)}">All cards</a><a href="/control/">Control</a> ${viewerSelect(portal, viewer)}
        </nav>
      </header>
      <main class="market">
        <article class="sheet product">
          <span class="product-icon" aria-hidden="true"></span>
          <div>
            <h2>${APP_NAME}</h2>
            <p>Open Channel conversations with a client, inside the CRM card.</p>
            <p class="badge ${installed && 'good'}">${installed ? 'Installed' : 'Not installed'}</p>
          </div>
          <div class="product-actions">
            ${installed ? open : viewer.isAdmin ? install : refused} ${installed && viewer.isAdmin && update}
            ${installed && viewer.isAdmin && uninstall}
          </div>
          <dl>
            <div>
              <dt>Handler</dt>
              <dd>${portal.application.appUrl}</dd>
            </div>
            <div>
              <dt>Check (HEAD)</dt>
              <dd id="check"></dd>
            </div>
            <div>
              <dt>Scopes</dt>
              <dd>${portal.options.scopes.join(', ')}</dd>
            </div>
            <div>
              <dt>Places</dt>
              <dd>${placements.map(({ placement }) => placement).join(', ') || 'none'}</dd>
            </div>
          </dl>
        </article>
      </main>
      ${jsonBlock('page', page)}`,
  })
}

/** `/market/app/`: the app from its menu; its installer while an administrator hasn't finished the installation. */
export function sendMenuApp(portal: Portal, response: ServerResponse, url: URL): void {
  const viewer = viewerOf(portal, url)
  if (!portal.application.installed && !viewer.isAdmin) {
    sendNotice(response, 403, APP_NAME, 'The application isn’t fully installed yet. Ask an administrator to finish it.')
    return
  }
  const by = (url.searchParams.get('open') ?? portal.options.openBy) === 'get' ? 'get' : 'post'
  const lang = url.searchParams.get('lang') ?? 'en'
  const page: MarketPage = {
    userId: viewer.id,
    request: { userId: viewer.id, lang, placement: 'DEFAULT', options: {}, by },
  }
  sendPage(response, 200, {
    title: APP_NAME,
    lang,
    look: 'plain',
    styles: ['market.css'],
    scripts: ['market.ts'],
    body: html`<header class="top">
        <h1 id="pagetitle">${APP_NAME}</h1>
        <nav class="portal-tools">
          <a href="${withViewer('/market/', url)}">Market</a
          ><a href="${withViewer('/', url)}">All cards</a> ${viewerSelect(portal, viewer)}
        </nav>
      </header>
      <main id="app" class="menu-app"></main>
      ${jsonBlock('page', page)}`,
  })
}
