import { postJson } from './api.ts'
import { commands, type CommandedFrame } from './commands.ts'
import { make } from './dom.ts'
import type { FrameRequest, OpenedFrame } from './opened-frame.ts'
import { formatAnswer, parseCommand } from './protocol.ts'

/** One frame of the app in the host page: opens it and answers its commands. */
export class HostFrame implements CommandedFrame {
  readonly #container: HTMLElement
  readonly #title: string
  readonly request: FrameRequest
  readonly close: (() => void) | undefined
  element: HTMLIFrameElement | undefined
  opened: OpenedFrame | undefined
  #firstRun = false

  constructor(container: HTMLElement, title: string, request: FrameRequest, close?: () => void) {
    this.#container = container
    this.#title = title
    this.request = request
    this.close = close
    addEventListener('message', this.#hear)
  }

  /** Gets tokens and an APP_SID from the portal and loads the app; a repeated call restarts the app. */
  async open(): Promise<void> {
    const opened = await postJson<OpenedFrame>('/host/api/open', this.request)
    const secure = location.protocol === 'https:' ? '1' : '0'
    const frame = make('iframe', {
      // The name has to be set before the first load: it is all the SDK reads.
      name: `${location.host}|${secure}|${opened.sid}`,
      title: this.#title,
      class: 'app-frame',
      // Neither the clipboard nor the full screen, and no sandbox.
      allow: 'geolocation *; microphone *; camera *; autoplay *;',
    })
    this.opened = opened
    this.#firstRun = opened.init.FIRST_RUN
    this.element?.remove()
    this.element = frame

    const query = new URLSearchParams({ DOMAIN: location.host, PROTOCOL: secure, ...opened.query })
    const address = `${opened.handler}${opened.handler.includes('?') ? '&' : '?'}${query}`
    performance.mark('frame-open')
    if (this.request.by === 'get') {
      frame.src = address
      this.#container.append(frame)
      return
    }
    this.#container.append(frame)
    const inputs = Object.entries(opened.fields).map(([name, value]) => make('input', { type: 'hidden', name, value }))
    const form = make('form', { method: 'post', action: address, target: frame.name, hidden: true }, ...inputs)
    document.body.append(form)
    form.submit()
    form.remove()
  }

  openInner(container: HTMLElement, title: string, request: FrameRequest, close: () => void): () => void {
    const inner = new HostFrame(container, title, request, close)
    void inner.open()
    return () => inner.dispose()
  }

  /** Removes the frame and its listeners. */
  dispose(): void {
    removeEventListener('message', this.#hear)
    this.element?.remove()
    this.element = undefined
  }

  /** The answer to getInitData. The first run is reported once, however often the app asks. */
  initData(): unknown {
    if (!this.opened) return undefined
    const answer = {
      DOMAIN: location.host,
      PROTOCOL: location.protocol === 'https:' ? 1 : 0,
      ...this.opened.init,
      FIRST_RUN: this.#firstRun,
    }
    this.#firstRun = false
    return answer
  }

  readonly #hear = (event: MessageEvent): void => {
    const { opened, element } = this
    if (!opened || !element || window.hostSwitches.silent) return
    const appOrigin = new URL(opened.handler).origin
    if (event.origin !== appOrigin) return
    const command = parseCommand(event.data)
    if (!command || command.sid !== opened.sid) return
    const answer = (result?: unknown): void => {
      element.contentWindow?.postMessage(formatAnswer(command.callback, result), appOrigin)
    }
    // A command the portal doesn't know gets no answer.
    if (Object.hasOwn(commands, command.name)) void commands[command.name]?.(this, command.args, answer)
  }
}
