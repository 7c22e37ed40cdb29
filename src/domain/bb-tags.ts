/**
 * One mark in the text: a BB code's tag, or the beginning or end of a quote. `pair` joins an opening mark with its closing one;
 * 0 = stands alone and stays as typed.
 */
export interface Mark {
  readonly at: number
  readonly end: number
  readonly name: string
  readonly role: 'open' | 'close' | 'single'
  readonly value: string
  pair: number
}

const PAIRED = new Set('b i u s size color url user chat context img put send call'.split(' '))
const SINGLE = new Set('br disk icon timestamp'.split(' '))

// A value may hold one level of brackets (`?a[]=1`). Every part excludes what ends it: no input makes this go back far.
const TAG = /\[(\/?)([a-z]{1,9})(=|[ \t]|(?=\]))([^[\]\n]*(?:\[[^[\]\n]*\][^[\]\n]*)*)\]/gi
const CODE = /\[(\/?)code\]/gi
const FENCE = /^-{6,}[ \t]*$/
const FENCE_HEAD = /^([^[\]\n]{1,120}) \[([^[\]\n]{1,40})\](?: #\S{1,60})?$/

/** Ranges of [code]...[/code]: nothing inside them is a mark. */
const codeMarks = (text: string): Mark[] => {
  const marks: Mark[] = []
  let open = -1
  for (const { index, 0: tag, 1: slash } of text.matchAll(CODE)) {
    if (slash === '') {
      if (open < 0) open = index
    } else if (open >= 0) {
      const value = text.slice(open + '[code]'.length, index)
      marks.push({ at: open, end: index + tag.length, name: 'code', role: 'single', value, pair: 0 })
      open = -1
    }
  }
  return marks
}

/** Quoted lines (`>>`) and blocks between two lines of dashes, as pairs named `quote`. `pair` numbers start at 1. */
const quoteMarks = (text: string, inCode: (at: number) => boolean): Mark[] => {
  const marks: Mark[] = []
  const mark = (at: number, end: number, name: string, role: Mark['role'], pair: number, value = '') =>
    marks.push({ at, end, name, role, value, pair })
  let pair = 0
  let fence: { at: number; end: number } | null = null
  let inLines = false

  for (let at = 0, end = 0; at <= text.length; at = end + 1) {
    end = text.indexOf('\n', at)
    if (end < 0) end = text.length
    const line = text.slice(at, end)
    const afterBreak = Math.min(end + 1, text.length)
    const quoted = line.startsWith('>>') && !inCode(at)
    if (inLines && !quoted) {
      mark(at - 1, at, 'quote', 'close', pair)
      inLines = false
    }
    if (quoted) {
      if (!inLines) mark(at, at, 'quote', 'open', ++pair)
      inLines = true
      mark(at, at + (line[2] === ' ' ? 3 : 2), 'skip', 'single', 0)
    } else if (FENCE.test(line) && !inCode(at)) {
      if (!fence) fence = { at, end: afterBreak }
      else {
        pair += 1
        mark(fence.at, fence.end, 'quote', 'open', pair)
        const headEnd = text.indexOf('\n', fence.end)
        const head = headEnd < at ? FENCE_HEAD.exec(text.slice(fence.end, headEnd)) : null
        if (head) mark(fence.end, headEnd, 'head', 'single', 0, `${head[1]}, ${head[2]}`)
        mark(Math.max(at - 1, fence.end), afterBreak, 'quote', 'close', pair)
        fence = null
      }
    }
  }
  if (inLines) mark(text.length, text.length, 'quote', 'close', pair)
  return marks
}

/** All marks of the text in order, opening and closing ones joined into pairs. */
export const findMarks = (text: string): Mark[] => {
  const codes = codeMarks(text)
  const codeStarts = codes.map(({ at }) => at)
  const inCode = (at: number): boolean => {
    let low = 0
    let high = codeStarts.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((codeStarts[middle] ?? 0) <= at) low = middle + 1
      else high = middle
    }
    return at < (codes[low - 1]?.end ?? 0)
  }
  const quotes = quoteMarks(text, inCode)
  const tags: Mark[] = []
  const waiting = new Map<string, Mark[]>()
  let pair = quotes.length

  for (const match of text.matchAll(TAG)) {
    const [whole, slash = '', rawName = '', , value = ''] = match
    const name = rawName.toLowerCase()
    const closes = slash !== ''
    if (!(closes ? value === '' && PAIRED.has(name) : PAIRED.has(name) || SINGLE.has(name)) || inCode(match.index))
      continue
    const role = closes ? 'close' : PAIRED.has(name) ? 'open' : 'single'
    const mark: Mark = { at: match.index, end: match.index + whole.length, name, role, value, pair: 0 }
    tags.push(mark)
    if (role === 'open') {
      const open = waiting.get(name)
      if (open) open.push(mark)
      else waiting.set(name, [mark])
    } else if (role === 'close') {
      const open = waiting.get(name)?.pop()
      if (open) open.pair = mark.pair = ++pair
    }
  }
  return [...codes, ...quotes, ...tags].toSorted((a, b) => a.at - b.at || a.end - b.end)
}
