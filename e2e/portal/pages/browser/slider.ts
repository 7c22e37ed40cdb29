import { make } from './dom.ts'

/** A slider over the page. */
export interface Slider {
  readonly body: HTMLElement
  /** Resolves once it is closed. */
  readonly closed: Promise<void>
  readonly close: () => void
}

/** Opens an empty slider over the page. Width in CSS px, the whole window by default. */
export function openSlider(label: string, width?: number): Slider {
  const before = document.activeElement
  let settle: () => void = () => {}
  const closed = new Promise<void>((resolve) => (settle = resolve))

  const body = make('div', { class: 'slider-body' })
  const cross = make(
    'button',
    { type: 'button', class: 'slider-close', 'aria-label': `Close ${label}`, click: () => close() },
    '✕',
  )
  const panel = make(
    'div',
    { class: 'slider-panel', role: 'dialog', 'aria-modal': 'true', 'aria-label': label },
    cross,
    body,
  )
  if (width !== undefined) panel.style.width = `${width}px`
  const shade = make('div', { class: 'slider' }, panel)
  shade.addEventListener('click', (event) => event.target === shade && close())
  document.addEventListener('keydown', onKey)
  document.body.append(shade)
  cross.focus()

  function onKey(event: KeyboardEvent): void {
    // Only the topmost slider listens to Escape.
    if (event.key === 'Escape' && shade === [...document.querySelectorAll('.slider')].at(-1)) close()
  }

  function close(): void {
    if (!shade.isConnected) return
    document.removeEventListener('keydown', onKey)
    shade.remove()
    if (before instanceof HTMLElement) before.focus()
    settle()
  }

  return { body, closed, close }
}
