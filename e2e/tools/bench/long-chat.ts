// Shared by all measurements of a long chat: opening it, mouse, keys.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Session } from './cdp.ts'
import { newVisitor, type Browser, type OpenCard } from './chromium.ts'
import { until } from './until.ts'

/** A point of the host page, CSS px. */
export interface Point {
  readonly x: number
  readonly y: number
}

/** A card with its frame, and control of mouse and keyboard. */
export interface CardWindow extends OpenCard {
  /** The middle of the first element that fits, in the host page's px. */
  find(selector: string, text?: string): Promise<Point>
  click(selector: string, text?: string): Promise<void>
  /** Slows host page and app down by this factor. */
  slowDown(times: number): Promise<void>
  /** One notch of a wheel, in px; up is negative. */
  wheel(at: Point, deltaY: number): Promise<void>
}

/** Opens a card at full speed, with an empty browser cache. */
export async function openCardWindow(browser: Browser, url: string): Promise<CardWindow> {
  const visitor = await newVisitor(browser)
  const card = await visitor.open({ url, slowdown: 1 })
  const { host, frame } = card
  const find = async (selector: string, text = ''): Promise<Point> => {
    const edge = await host.run(() => {
      const { left, top } = document.querySelector('iframe')!.getBoundingClientRect()
      return { left, top }
    })
    const inside = await until(frame, middleOf, selector, text)
    return { x: edge.left + inside.x, y: edge.top + inside.y }
  }
  const mouse = (type: string, at: Point, more: object) =>
    host.send('Input.dispatchMouseEvent', { type, ...at, ...more })
  return {
    ...card,
    find,
    async click(selector, text) {
      const at = await find(selector, text)
      await mouse('mousePressed', at, { button: 'left', clickCount: 1 })
      await mouse('mouseReleased', at, { button: 'left', clickCount: 1 })
    },
    async slowDown(rate) {
      await Promise.all([host, frame].map((session) => session.send('Emulation.setCPUThrottlingRate', { rate })))
    },
    wheel: async (at, deltaY) => void (await mouse('mouseWheel', at, { deltaX: 0, deltaY })),
    async close() {
      await card.close()
      await visitor.leave()
    },
  }
}

/** Opens a client's chat from the list and waits for its messages. */
export async function openChat(card: CardWindow, client: string): Promise<void> {
  for (let clicks = 0; clicks < 10; clicks += 1) {
    // The list may still be sorting itself under the mouse.
    await card.click('[role=option]', client)
    await sleep(1_000)
    if (await card.frame.run(isOpen, client)) return
  }
  throw new Error(`The chat of ${client} did not open`)
}

/** Types one character where the focus is. */
export async function typeCharacter(host: Session, text: string): Promise<void> {
  const key = { text, key: text, unmodifiedText: text, windowsVirtualKeyCode: text.toUpperCase().charCodeAt(0) }
  await host.send('Input.dispatchKeyEvent', { type: 'keyDown', ...key })
  await host.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key, text: '' })
}

function isOpen(client: string): boolean {
  const messages = document.querySelectorAll(`section[aria-label="${client}"] [role=log] article`)
  return messages.length > 1
}

function middleOf(selector: string, text: string): Point | null {
  const found = [...document.querySelectorAll(selector)].find((one) => one.textContent.includes(text))
  if (!found) return null
  const { left, top, width, height } = found.getBoundingClientRect()
  return { x: left + width / 2, y: top + height / 2 }
}
