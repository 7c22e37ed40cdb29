import { make } from './dom.ts'

const SHOWN_MS = 4000

/** Shows a text in the corner of the host page for four seconds. */
export function toast(text: string): void {
  let container = document.querySelector('.toasts')
  if (!container) {
    container = make('div', { class: 'toasts', role: 'status' })
    document.body.append(container)
  }
  const note = make('p', {}, text)
  container.append(note)
  setTimeout(() => note.remove(), SHOWN_MS)
}
