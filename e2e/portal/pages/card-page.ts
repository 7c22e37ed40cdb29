import type { ServerResponse } from 'node:http'
import type { Portal } from '../types.ts'
import type { CardType, CrmCard } from '../world/model.ts'
import type { CardPage } from './browser/card.ts'
import { html, jsonBlock, type Html } from './html.ts'
import { sendNotice, sendPage } from './layout.ts'
import { viewerOf, viewerSelect, withViewer } from './viewer.ts'

const KINDS: Readonly<Record<CardType, { readonly name: string; readonly group: string }>> = {
  lead: { name: 'Lead', group: 'Sales' },
  deal: { name: 'Deal', group: 'Sales' },
  contact: { name: 'Contact', group: 'Clients' },
  company: { name: 'Company', group: 'Clients' },
}

const BEFORE_APP: Readonly<Record<CardType, readonly string[]>> = {
  lead: ['General', 'Products', 'Quotes', 'Automation'],
  deal: ['General', 'Products', 'Quotes', 'Automation'],
  contact: ['General', 'Deals', 'Quotes', 'Automation'],
  company: ['General', 'Deals', 'Quotes', 'Automation'],
}
const AFTER_APP = ['Invoices', 'Dependencies', 'History', 'More']

type ShownCard = Pick<CrmCard, 'type' | 'id' | 'title' | 'stages' | 'stage' | 'fields'>

interface Tab {
  readonly panel: string
  readonly title: string
  readonly body: Html
  readonly app: boolean
}

/** A card before it is saved for the first time. */
function newCard(type: CardType, like: CrmCard | undefined): ShownCard {
  return { type, id: 0, title: `New ${type}`, stages: like?.stages ?? [], stage: 0, fields: [] }
}

function stageBar(card: ShownCard): Html | false {
  if (card.stages.length === 0) return false
  const stage = (name: string, index: number): Html =>
    html`<li class="${index <= card.stage && 'done'}" aria-current="${index === card.stage ? 'step' : 'false'}">
      <span>${name}</span>
    </li>`
  return html`<ol class="stages" aria-label="Stages">
    ${card.stages.map(stage)}
  </ol>`
}

function generalTab(card: ShownCard): Html {
  const field = ({ label, value }: CrmCard['fields'][number]): Html =>
    html`<div>
      <dt>${label}</dt>
      <dd>${value || 'not filled in'}</dd>
    </div>`
  return html`<div class="general">
    <section class="sheet">
      <h2>About this ${card.type}</h2>
      <dl>${card.fields.map(field)}</dl>
    </section>
    <section class="sheet">
      <h2>Timeline</h2>
      <p class="quiet">Nothing is planned. Activities and comments would be here.</p>
    </section>
  </div>`
}

function nativeTab(title: string, card: ShownCard): Tab {
  const panel = `tab-${title.toLowerCase()}`
  const empty = html`<section class="sheet empty">
    <p>“${title}” is a tab of the portal itself and stays empty here.</p>
  </section>`
  return { panel, title, body: title === 'General' ? generalTab(card) : empty, app: false }
}

/** The app's tabs in this card: one per bound placement, in the user's language, none before the installation. */
function appTabs(portal: Portal, type: CardType, lang: string): Tab[] {
  const { application } = portal
  if (!application.installed) return []
  const code = `CRM_${type.toUpperCase()}_DETAIL_TAB`
  return application.placements
    .filter(({ placement }) => placement === code)
    .map((bound, index) => ({
      panel: index === 0 ? 'tab-app' : `tab-app-${index + 1}`,
      title: bound.langAll[lang.toLowerCase()]?.TITLE || bound.title,
      body: html``,
      app: true,
    }))
}

/**
 * `/crm/{type}/details/{id}/`. Query: `user`, `lang`, `tab=general`, `open=get`, `IFRAME=Y` (in a slider), `width` and
 * `height` of the tab area in px, `silent=1`, `refresh=fail|silent`, `theme=none` (nothing but the tab area), `split=1`.
 */
export function sendCard(portal: Portal, response: ServerResponse, url: URL, type: CardType, id: number): void {
  const like = portal.world.cards().find((other) => other.type === type)
  const card: ShownCard | undefined = id === 0 ? newCard(type, like) : portal.world.card(type, id)
  if (!card) {
    sendNotice(
      response,
      404,
      `${KINDS[type].name} not found`,
      `There is no ${type} with the number ${id}, or it was deleted.`,
    )
    return
  }

  const query = url.searchParams
  const viewer = viewerOf(portal, url)
  const lang = query.get('lang') ?? 'en'
  const before = BEFORE_APP[type].map((title) => nativeTab(title, card))
  const apps = appTabs(portal, type, lang)
  const tabs = [...before, ...apps, ...AFTER_APP.map((title) => nativeTab(title, card))]
  const first = query.get('tab') === 'general' ? tabs[0] : (apps[0] ?? tabs[0])

  const request = {
    userId: viewer.id,
    lang,
    placement: `CRM_${type.toUpperCase()}_DETAIL_TAB`,
    options: { ID: String(id), URI: `${url.pathname}${url.search}` },
    by: query.get('open') ?? portal.options.openBy,
  } as const
  const page: CardPage = {
    frames: Object.fromEntries(
      apps.map(({ panel, title }) => [
        panel,
        { title, request: { ...request, by: request.by === 'get' ? 'get' : 'post' } },
      ]),
    ),
  }

  const size = [
    ['--area-width', query.get('width')],
    ['--area-height', query.get('height')],
  ]
    .filter(([, value]) => Number(value) > 0)
    .map(([name, value]) => `${name}:${Number(value)}px`)
    .join(';')

  const tabButton = ({ panel, title }: Tab): Html =>
    html`<button
      role="tab"
      id="${panel}-button"
      aria-controls="${panel}"
      aria-selected="${String(panel === first?.panel)}"
      tabindex="${panel === first?.panel ? 0 : -1}"
    >
      ${title}
    </button>`
  const tabPanel = ({ panel, body, app }: Tab): Html =>
    html`<div
      role="tabpanel"
      id="${panel}"
      class="${app && 'app-panel'}"
      aria-labelledby="${panel}-button"
      ${panel !== first?.panel && 'hidden'}
    >
      ${body}
    </div>`

  const split = query.get('split') === '1'
  const look = [query.get('theme') === 'none' && 'bare', query.get('IFRAME') === 'Y' && 'in-slider', split && 'split']
  const toggled = new URL(url)
  if (split) toggled.searchParams.delete('split')
  else toggled.searchParams.set('split', '1')

  sendPage(response, 200, {
    title: card.title,
    lang,
    look: look.filter(Boolean).join(' '),
    styles: ['card.css'],
    scripts: ['card.ts'],
    body: html`<main class="card" style="${size}">
        <header class="card-head">
          <h1 id="pagetitle">${card.title}</h1>
          <p class="card-kind">${KINDS[type].name}${id > 0 && ` #${id}`} · ${KINDS[type].group}</p>
          <div class="card-actions">
            <div class="portal-tools">
              <a href="${toggled.pathname}${toggled.search}">${split ? 'Hide the phone' : 'Client’s phone'}</a>
              <a href="${withViewer('/', url)}">All cards</a>
              ${viewerSelect(portal, viewer)}
            </div>
            <button type="button" class="button" id="document">Document <span class="chevron"></span></button>
            <button type="button" class="button primary">Invoice <span class="chevron"></span></button>
          </div>
        </header>
        ${stageBar(card)}
        <div role="tablist" class="tabs" aria-label="${KINDS[type].name}">${tabs.map(tabButton)}</div>
        <div class="area">${tabs.map(tabPanel)}</div>
      </main>
      ${
        split &&
        html`<iframe class="client-side" title="Client’s phone" src="/control/?compact=1&card=${type}:${id}"></iframe>`
      }
      ${jsonBlock('page', page)}`,
  })
}
