import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Portal } from '../types.ts'
import { avatarContent, fileContent, fileHeaders, type FileContent } from '../world/files.ts'
import type { CardType } from '../world/model.ts'
import { sendAsset } from './assets.ts'
import { sendCard } from './card-page.ts'
import { sendControl } from './control-page.ts'
import { HostApi } from './host-api.ts'
import { sendNotice } from './layout.ts'
import { sendMarket, sendMenuApp } from './market-page.ts'
import { sendStart } from './start-page.ts'

const CARD = /^\/crm\/(lead|deal|contact|company)\/details\/(\d+)\/$/
// What bots show lies where anybody may load it (`public`), as pictures of people do.
const FILE = /^\/disk\/(avatar|public|preview|show|download)\/(\d+)\/?$/
const PERSON = /^\/company\/personal\/user\/(\d+)\/$/

function sendFile(response: ServerResponse, file: FileContent | undefined, asDownload: boolean): void {
  if (!file) response.writeHead(404).end()
  else response.writeHead(200, fileHeaders(file, asDownload)).end(file.body)
}

/**
 * The pages of the fake portal: start page, CRM cards, Market, control page, files of chats. Returns a function that takes a request and
 * returns whether it was for one of them.
 */
export function createPages(portal: Portal): (request: IncomingMessage, response: ServerResponse, url: URL) => boolean {
  const api = new HostApi(portal)

  return (request, response, url) => {
    const path = url.pathname
    if (path.startsWith('/host/api/')) {
      void api.handle(request, response, path.slice('/host/api/'.length))
      return true
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') return false
    if (path.startsWith('/host/')) {
      void sendAsset(response, path.slice('/host/'.length))
      return true
    }
    if (path === '/favicon.ico') {
      response.writeHead(204).end()
      return true
    }

    const [, kind, fileId] = FILE.exec(path) ?? []
    if (kind !== undefined) {
      if (kind !== 'avatar' && kind !== 'public' && !portal.world.state.behaviour.fileCookies) {
        response.writeHead(401).end()
        return true
      }
      const content = kind === 'avatar' ? avatarContent : fileContent
      sendFile(response, content(portal.world.state, Number(fileId)), kind === 'download')
      return true
    }

    const [, type, cardId] = CARD.exec(path) ?? []
    const person = portal.world.users.get(Number(PERSON.exec(path)?.[1]))
    if (type !== undefined) sendCard(portal, response, url, type as CardType, Number(cardId))
    else if (person) sendNotice(response, 200, person.name, person.workPosition || 'Employee')
    else if (path === '/') sendStart(portal, response, url)
    else if (path === '/market/') sendMarket(portal, response, url)
    else if (path === '/market/app/') sendMenuApp(portal, response, url)
    else if (path === '/control/') sendControl(portal, response, url)
    else sendNotice(response, 404, 'Page not found', `The fake portal has no ${path}`)
    return true
  }
}
