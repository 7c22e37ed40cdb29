import type { KeyboardEvent } from 'react'
import type { SendKey } from '@/outbox/send-key'

/** Whether a key press in a field means "send". */
export const isSendKey = (event: KeyboardEvent<HTMLTextAreaElement>, key: SendKey): boolean => {
  if (event.key !== 'Enter' || event.shiftKey || event.altKey) return false
  // Enter that ends an IME composition; Safari tells it only by the old key code.
  if (event.nativeEvent.isComposing || event.keyCode === 229) return false
  if (event.ctrlKey || event.metaKey) return true
  // A screen keyboard has no Shift+Enter worth the name.
  return key === 'enter' && !matchMedia('(pointer: coarse)').matches
}
