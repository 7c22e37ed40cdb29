import type { ServerResponse } from 'node:http'
import { html, type Html } from './html.ts'

const ICON =
  "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'><rect width='16' height='16' rx='4' fill='%230069e6'/><path d='M4 5h8v5H8l-3 2.5V10H4z' fill='white'/></svg>"

/** What every page of the fake portal is made of. */
export interface Layout {
  readonly title: string
  readonly lang?: string
  /** Class names of the body. */
  readonly look?: string
  /** Names of style sheets and scripts under /host/, besides `host.css`. */
  readonly styles?: readonly string[]
  readonly scripts?: readonly string[]
  readonly body: Html
}

/** Sends a whole page. */
export function sendPage(response: ServerResponse, status: number, page: Layout): void {
  const document = html`<!doctype html>
    <html lang="${page.lang ?? 'en'}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${page.title}</title>
        <link rel="icon" href="${ICON}" />
        ${['host.css', ...(page.styles ?? [])].map((name) => html`<link rel="stylesheet" href="/host/${name}" />`)}
        ${(page.scripts ?? []).map((name) => html`<script type="module" src="/host/${name}"></script>`)}
      </head>
      <body class="${page.look ?? ''}">
        ${page.body}
      </body>
    </html>`
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' })
  response.end(document.text)
}

/** A page with only a message: not found, not installed. */
export function sendNotice(response: ServerResponse, status: number, title: string, text: string): void {
  sendPage(response, status, {
    title,
    body: html`<main class="notice">
      <h1>${title}</h1>
      <p>${text}</p>
      <p><a href="/">All cards of the fake portal</a></p>
    </main>`,
  })
}
