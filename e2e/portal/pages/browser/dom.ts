type Child = Node | string | false | null | undefined
type Attributes = Readonly<Record<string, string | boolean | ((event: Event) => void)>>

/** Makes an element. Functions become listeners (`click`), `true` an empty attribute, `false` none; strings become text. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name, value)
    else if (typeof value === 'string') element.setAttribute(name, value)
    else if (value) element.setAttribute(name, '')
  }
  for (const child of children) if (child !== false && child !== null && child !== undefined) element.append(child)
  return element
}

/** The element for a selector; throws when the page has none. */
export function find<T extends HTMLElement = HTMLElement>(selector: string): T {
  const element = document.querySelector<T>(selector)
  if (!element) throw new Error(`The page has no ${selector}`)
  return element
}

/** The data the server put into the page (`jsonBlock`). */
export function pageData<T>(): T {
  return JSON.parse(find('#page').textContent ?? '') as T
}
