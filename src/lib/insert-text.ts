/**
 * Puts text in the place of a part of a field (UTF-16 units), as if it had been typed: the field's own undo takes it back, and whoever
 * listens for input hears it. The caret ends up behind it.
 */
export const insertText = (
  field: HTMLTextAreaElement | HTMLInputElement,
  from: number,
  to: number,
  text: string,
): void => {
  field.focus({ preventScroll: true })
  field.setSelectionRange(from, to)
  // Deprecated without a successor: nothing else keeps the field's undo.
  // oxlint-disable-next-line typescript/no-deprecated
  if (text === '' ? document.execCommand('delete') : document.execCommand('insertText', false, text)) return
  field.setRangeText(text, from, to, 'end')
  field.dispatchEvent(new InputEvent('input', { bubbles: true }))
}
