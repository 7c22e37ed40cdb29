import { findMarks, type Mark } from './bb-tags'
import { safeUrl, trimUrl, unquote } from './safe-url'

/** A piece of a message's text as it is shown; built from BB codes, never HTML. Line breaks are `\n` inside text. */
export type BbNode =
  | { readonly kind: 'text'; readonly text: string }
  /** b, i, u, s of the BB code are the names of the HTML elements as well. */
  | { readonly kind: 'style'; readonly style: 'b' | 'i' | 'u' | 's'; readonly children: readonly BbNode[] }
  /** `url` is http(s):, mailto:, tel: or root-relative on the portal (`/crm/...`); nothing else ever gets here. */
  | { readonly kind: 'link'; readonly url: string; readonly children: readonly BbNode[] }
  /** A person or a chat that is mentioned; `id` null = all members, or an invalid id. */
  | {
      readonly kind: 'mention'
      readonly what: 'user' | 'chat'
      readonly id: number | null
      readonly children: readonly BbNode[]
    }
  /** [put] and [send]: a text offered for the message field. */
  | { readonly kind: 'put'; readonly value: string; readonly children: readonly BbNode[] }
  | { readonly kind: 'quote'; readonly children: readonly BbNode[] }
  | { readonly kind: 'code'; readonly text: string }
  /** A moment in unix ms, shown in the reader's own time zone. */
  | { readonly kind: 'time'; readonly at: number }

interface Frame {
  readonly open: Mark | null
  readonly url: string | null
  /** A wrongly nested mark is opened again after the closed one; an empty repetition is dropped. */
  readonly again: boolean
  readonly children: BbNode[]
}

/** Deeper formatting is dropped; its text stays. */
const MAX_DEPTH = 16
const BARE_URL = /https?:\/\/[^\s<>"[\]]+/gi

/** What only disguises text: marks that turn its direction around, and towers of accents, which would cover the lines around. */
const DISGUISING_CHARACTERS = /[\u202d\u202e]|(?<=\p{M}{6})\p{M}/gu

const appendText = (children: BbNode[], text: string): void => {
  if (text === '') return
  const before = children.at(-1)
  if (before?.kind === 'text') children[children.length - 1] = { kind: 'text', text: before.text + text }
  else children.push({ kind: 'text', text })
}

const appendAll = (children: BbNode[], nodes: readonly BbNode[]): void => {
  for (const node of nodes) {
    if (node.kind === 'text') appendText(children, node.text)
    else children.push(node)
  }
}

const appendLinked = (children: BbNode[], text: string): void => {
  let from = 0
  for (const { index, 0: found } of text.matchAll(BARE_URL)) {
    const url = safeUrl(trimUrl(found))
    if (!url) continue
    appendText(children, text.slice(from, index))
    children.push({ kind: 'link', url, children: [{ kind: 'text', text: url }] })
    from = index + url.length
  }
  appendText(children, text.slice(from))
}

/** The address that an opening mark leads to. `content` is the text up to its closing mark if no mark lies between. */
const linkOf = ({ name, value }: Mark, content: string | null): string | null => {
  if (name === 'url') return safeUrl(value === '' ? (content ?? '') : value)
  // A picture is shown as a link: loading it would reveal to its host who reads the message and when.
  if (name === 'img') return safeUrl(content ?? '')
  if (name === 'call') return safeUrl(`tel:${value === '' ? (content ?? '') : unquote(value)}`)
  return null
}

const closeInto = (parent: BbNode[], { open, url, again, children }: Frame): void => {
  const name = open?.name
  if (children.length === 0) {
    if (url !== null && !again) parent.push({ kind: 'link', url, children: [{ kind: 'text', text: url }] })
  } else if (url !== null) parent.push({ kind: 'link', url, children })
  else if (name === 'b' || name === 'i' || name === 'u' || name === 's')
    parent.push({ kind: 'style', style: name, children })
  else if (name === 'user' || name === 'chat') {
    const id = Number(/^\d{1,15}(?= |$)/.exec(open?.value ?? '')?.[0]) || null
    parent.push({ kind: 'mention', what: name, id, children })
  } else if (name === 'put' || name === 'send') {
    const value = unquote(open?.value ?? '') || nodesToText(children)
    parent.push({ kind: 'put', value, children })
  } else if (name === 'quote') parent.push({ kind: 'quote', children })
  else appendAll(parent, children)
}

const appendSingle = (children: BbNode[], { name, value }: Mark, typed: string): void => {
  if (name === 'code') {
    const text = value.replace(/^\n|\n$/g, '')
    // Without text a link around it would have no label.
    if (text !== '') children.push({ kind: 'code', text })
  } else if (name === 'br') appendText(children, '\n')
  else if (name === 'disk') appendText(children, '📎')
  else if (name === 'head') children.push({ kind: 'style', style: 'b', children: [{ kind: 'text', text: value }] })
  // The icon's picture isn't loaded; its name is shown.
  else if (name === 'icon')
    appendText(
      children,
      value
        .split(/ title=/i)[1]
        ?.split(/ size=/i)[0]
        ?.trim() ?? '',
    )
  else if (name === 'timestamp') {
    const seconds = Number(/^\d{1,11}(?= |$)/.exec(value)?.[0])
    if (seconds > 0) children.push({ kind: 'time', at: seconds * 1000 })
    else appendText(children, typed)
  }
}

/**
 * Takes a message's text apart. Knows every BB code of the messenger; codes it doesn't know and marks without a
 * partner stay as typed, wrongly nested ones are put right. Never throws; takes time in proportion to the length.
 */
export const parseBbCode = (raw: string): readonly BbNode[] => {
  const text = raw.replace(/\r\n?/g, '\n').replace(DISGUISING_CHARACTERS, '')
  const marks = findMarks(text)
  const root: Frame = { open: null, url: null, again: false, children: [] }
  const stack: Frame[] = [root]
  let done = 0

  const top = () => stack.at(-1) ?? root
  const write = (to: number) => {
    if (to <= done) return
    const piece = text.slice(done, to)
    if (stack.some(({ url }) => url !== null)) appendText(top().children, piece)
    else appendLinked(top().children, piece)
    done = to
  }
  const close = (pair: number) => {
    const depth = stack.findLastIndex(({ open }) => open?.pair === pair)
    if (depth < 1) return
    const crossed: Frame[] = []
    while (stack.length > depth) {
      const frame = stack.pop() ?? root
      closeInto(top().children, frame)
      if (stack.length > depth) crossed.unshift(frame)
    }
    // [b][i]x[/b]y[/i]: marks that are still open are opened again after the closed one.
    for (const { open, url } of crossed) stack.push({ open, url, again: true, children: [] })
  }

  for (const [index, mark] of marks.entries()) {
    if (mark.at < done) {
      // The opening mark was part of a code block; the closing one still ends what it closes.
      if (mark.role === 'close') {
        close(mark.pair)
        done = Math.max(done, mark.end)
      }
      continue
    }
    write(mark.at)
    if (mark.role !== 'single' && mark.pair === 0) continue
    done = mark.end
    if (mark.role === 'single') appendSingle(top().children, mark, text.slice(mark.at, mark.end))
    else if (mark.role === 'close') close(mark.pair)
    else if (stack.length <= MAX_DEPTH) {
      const next = marks[index + 1]
      const content = next?.pair === mark.pair ? text.slice(mark.end, next.at) : null
      const insideLink = stack.some(({ url }) => url !== null)
      stack.push({ open: mark, url: insideLink ? null : linkOf(mark, content), again: false, children: [] })
    }
  }
  write(text.length)
  while (stack.length > 1) closeInto(stack.at(-2)?.children ?? root.children, stack.pop() ?? root)
  return root.children
}

const defaultWhen = (at: number): string => new Date(at).toISOString().slice(0, 16).replace('T', ' ')

/** Nodes as plain text, quotes on lines of their own. `when` writes a moment (unix ms). */
export const nodesToText = (nodes: readonly BbNode[], when: (at: number) => string = defaultWhen): string =>
  nodes
    .map((node) => {
      if (node.kind === 'text' || node.kind === 'code') return node.text
      if (node.kind === 'time') return when(node.at)
      const inner = nodesToText(node.children, when)
      return node.kind === 'quote' ? `${inner}\n` : inner
    })
    .join('')

/** A message's text without its marks, for previews and names. */
export const plainText = (text: string, when?: (at: number) => string): string => nodesToText(parseBbCode(text), when)
