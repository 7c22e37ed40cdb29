import { useEffect, useEffectEvent, useLayoutEffect, useRef, type RefObject } from 'react'
import type { ChatId } from '@/domain/ids'
import { useFocusTarget } from '@/lib/focus-targets'

// A placeholder field is shown until the composer's chunk has loaded. Its text is kept here, in memory only.

const texts = new Map<ChatId, string>()
/** The placeholder field that was removed in this commit, and whether it had the focus. */
let removed: { readonly chatId: ChatId; readonly focused: boolean } | null = null

/** The text that was typed for a chat before its composer was there. */
export const placeholderText = (chatId: ChatId): string => texts.get(chatId) ?? ''

/** Keeps the text for a chat until its composer takes it. */
export const setPlaceholderText = (chatId: ChatId, text: string): void => {
  texts.set(chatId, text)
}

/** Called when the placeholder field is about to be removed. */
const placeholderRemoved = (chatId: ChatId, field: HTMLElement | null): void => {
  // Without the check of the document, the focus would be taken from an operator who is in the card around the panel by now.
  removed = { chatId, focused: field !== null && document.activeElement === field && document.hasFocus() }
  // Only a composer of the same commit continues it.
  queueMicrotask(() => (removed = null))
}

/** Text and focus of the placeholder field. `focused`: null = the composer replaces no placeholder. */
const takePlaceholderInput = (chatId: ChatId): { readonly text: string; readonly focused: boolean | null } => {
  const text = placeholderText(chatId)
  texts.delete(chatId)
  const focused = removed?.chatId === chatId ? removed.focused : null
  removed = null
  return { text, focused }
}

/**
 * The field continues where its placeholder was left: with its text (`onText`, once), and with the focus if that was there. A field that
 * replaces no placeholder gets the focus by `autoFocus`.
 */
export const useFieldStart = (
  chatId: ChatId,
  field: RefObject<HTMLTextAreaElement | null>,
  autoFocus: boolean,
  onText: (text: string) => void,
): void => {
  useFocusTarget('composer', field)
  const passText = useEffectEvent(onText)
  // In the commit that removes the placeholder, so that no key is lost between them.
  useLayoutEffect(() => {
    const { text, focused } = takePlaceholderInput(chatId)
    if (text !== '') passText(text)
    if (focused ?? autoFocus) field.current?.focus({ preventScroll: true })
  }, [chatId, field, autoFocus])
}

/** The placeholder field gets the focus when its chat is chosen, and passes its text on when it is removed. */
export const usePlaceholderField = (chatId: ChatId, autoFocus: boolean): RefObject<HTMLTextAreaElement | null> => {
  const field = useRef<HTMLTextAreaElement>(null)
  useFocusTarget('composer', field)
  useEffect(() => {
    if (autoFocus) field.current?.focus({ preventScroll: true })
  }, [autoFocus])
  useLayoutEffect(() => () => placeholderRemoved(chatId, field.current), [chatId])
  return field
}
