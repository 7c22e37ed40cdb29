import type { KeyboardEvent } from 'react'
import { insertText } from '@/lib/insert-text'

/** Replacement of a selection, and the new selection (UTF-16 units, from the start of the text). */
export interface Wrapped {
  readonly from: number
  readonly to: number
  readonly text: string
  readonly selectFrom: number
  readonly selectTo: number
}

/** Puts a BB code around a selection, or removes it where it is already there; spaces at the edges stay outside. */
export const wrapSelection = (text: string, start: number, end: number, code: string): Wrapped => {
  const [opening, closing] = [`[${code}]`, `[/${code}]`]
  const before = text.slice(start - opening.length, start).toLowerCase() === opening && start >= opening.length
  if (before && text.slice(end, end + closing.length).toLowerCase() === closing) {
    const from = start - opening.length
    return {
      from,
      to: end + closing.length,
      text: text.slice(start, end),
      selectFrom: from,
      selectTo: from + end - start,
    }
  }
  const selected = text.slice(start, end)
  const from = start + selected.length - selected.trimStart().length
  const to = selected.trim() === '' ? from : start + selected.trimEnd().length
  const inner = text.slice(from, to)
  const inside = from + opening.length
  return { from, to, text: `${opening}${inner}${closing}`, selectFrom: inside, selectTo: inside + inner.length }
}

const plain: Readonly<Record<string, string>> = { KeyB: 'b', KeyI: 'i', KeyU: 'u' }

/** Bold, italic, underlined (Ctrl+B, I, U; on a Mac Cmd) and struck (Ctrl+Shift+X) by key; true when it was one of them. */
export const formatByKey = (event: KeyboardEvent<HTMLTextAreaElement>): boolean => {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.nativeEvent.isComposing) return false
  const code = event.shiftKey ? (event.code === 'KeyX' ? 's' : undefined) : plain[event.code]
  if (code === undefined) return false
  event.preventDefault()
  const { currentTarget: field } = event
  const wrapped = wrapSelection(field.value, field.selectionStart, field.selectionEnd, code)
  insertText(field, wrapped.from, wrapped.to, wrapped.text)
  field.setSelectionRange(wrapped.selectFrom, wrapped.selectTo)
  return true
}
