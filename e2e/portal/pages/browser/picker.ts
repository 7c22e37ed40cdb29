import { make } from './dom.ts'

/** One row of a picker. */
export interface Choice<T> {
  readonly label: string
  readonly hint: string
  readonly value: T
}

/** Lets the user choose from a list. Undefined when the window is closed without a choice. */
export function pick<T>(title: string, choices: readonly Choice<T>[], many: boolean): Promise<T[] | undefined> {
  return new Promise((resolve) => {
    const chosen = new Set<T>()
    let result: T[] | undefined

    const rows = choices.map(({ label, hint, value }) => {
      const row = make('button', { type: 'button', class: 'picker-row' }, make('b', {}, label), make('small', {}, hint))
      row.addEventListener('click', () => {
        if (!many) return finish([value])
        if (!chosen.delete(value)) chosen.add(value)
        row.setAttribute('aria-pressed', String(chosen.has(value)))
      })
      return row
    })
    const search = make('input', { type: 'search', placeholder: 'Search', 'aria-label': 'Search' })
    search.addEventListener('input', () => {
      const wanted = search.value.toLowerCase()
      for (const [index, row] of rows.entries()) {
        const { label = '', hint = '' } = choices[index] ?? {}
        row.hidden = !`${label} ${hint}`.toLowerCase().includes(wanted)
      }
    })
    const dialog = make(
      'dialog',
      { class: 'picker', 'aria-label': title },
      make('h2', {}, title),
      search,
      make('div', { class: 'picker-rows' }, ...rows),
      make(
        'footer',
        {},
        many && make('button', { type: 'button', class: 'button primary', click: () => finish([...chosen]) }, 'Select'),
        make('button', { type: 'button', class: 'button', click: () => dialog.close() }, 'Cancel'),
      ),
    )
    dialog.addEventListener('close', () => {
      dialog.remove()
      resolve(result)
    })
    document.body.append(dialog)
    dialog.showModal()

    function finish(values: T[]): void {
      result = values
      dialog.close()
    }
  })
}
