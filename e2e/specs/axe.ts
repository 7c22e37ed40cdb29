import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Frame } from '@playwright/test'
import { expect, type Card } from './card-page.ts'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** The rules of WCAG 2.2, levels A and AA. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** Violations, one line per element: rule, subject, place. */
const violations = async (frame: Frame): Promise<string[]> => {
  const loaded = await frame.evaluate(() => 'axe' in globalThis)
  if (!loaded) await frame.evaluate(axeSource)
  return frame.evaluate(async (values) => {
    interface Axe {
      run(context: Document, options: unknown): Promise<{ violations: Violation[] }>
    }
    interface Violation {
      id: string
      help: string
      nodes: { target: unknown[]; html: string; failureSummary?: string }[]
    }
    const { axe } = globalThis as unknown as { axe: Axe }
    // A colour in transition between themes has no meaningful contrast.
    for (const animation of document.getAnimations()) if (animation instanceof CSSTransition) animation.finish()
    const { violations: found } = await axe.run(document, {
      runOnly: { type: 'tag', values },
      resultTypes: ['violations'],
    })
    return found.flatMap(({ id, help, nodes }) =>
      nodes.map(
        ({ target, html, failureSummary }) =>
          `${id} (${help}): ${target.join(' ')} ${html.slice(0, 160)} ${failureSummary ?? ''}`,
      ),
    )
  }, RULES)
}

/** Width of the tab in CSS px; the window keeps its size. Resolves when the panel has laid itself out. */
export const setWidth = async (card: Card, width: number): Promise<void> => {
  await card.page.locator('main.card').evaluate((main, px) => main.style.setProperty('--area-width', `${px}px`), width)
  const frame = await card.frame()
  await frame.waitForFunction((px) => window.innerWidth === px, width)
  // The panel notices its width in one frame and renders in the next.
  await frame.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve)))),
  )
}

/** Light or dark, by the panel's own switch. */
const setDark = (frame: Frame, dark: boolean): Promise<void> =>
  frame.evaluate((on) => {
    document.documentElement.classList.toggle('dark', on)
  }, dark)

/** No violations of accessibility rules, in light and dark, and no horizontal overflow. */
export const expectAccessible = async (card: Card, what: string): Promise<void> => {
  const frame = await card.frame()
  for (const theme of ['light', 'dark'] as const) {
    await setDark(frame, theme === 'dark')
    expect(await violations(frame), `${what}, ${theme}`).toEqual([])
  }
  const sticksOut = await frame.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(sticksOut, `${what} sticks out sideways`).toBeLessThanOrEqual(0)
}
