/**
 * Replaces a range of a field (UTF-16 units) as if it had been typed: the field's own undo reverts it, and `input` is fired.
 * The caret ends up behind it.
 */
export const insertText = (
  field: HTMLTextAreaElement | HTMLInputElement,
  from: number,
  to: number,
  text: string,
): void => {
  field.focus({ preventScroll: true })
  field.setSelectionRange(from, to)
  // Deprecated without a successor: only this keeps the field's undo history.
  // oxlint-disable-next-line typescript/no-deprecated
  if (text === '' ? document.execCommand('delete') : document.execCommand('insertText', false, text)) return
  field.setRangeText(text, from, to, 'end')
  field.dispatchEvent(new InputEvent('input', { bubbles: true }))
}
