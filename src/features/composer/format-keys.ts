import type { KeyboardEvent } from 'react'
import { insertText } from '@/ui/insert-text'
import { wrapSelection } from './wrap-selection'

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
