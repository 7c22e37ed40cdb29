import { make } from './dom.ts'

const SHOWN_MS = 4000

/** Shows a text in the corner of the host page for four seconds. */
export function toast(text: string): void {
  let shelf = document.querySelector('.toasts')
  if (!shelf) {
    shelf = make('div', { class: 'toasts', role: 'status' })
    document.body.append(shelf)
  }
  const note = make('p', {}, text)
  shelf.append(note)
  setTimeout(() => note.remove(), SHOWN_MS)
}
