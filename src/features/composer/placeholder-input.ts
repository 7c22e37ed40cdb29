import { useEffect, useEffectEvent, useLayoutEffect, useRef, type RefObject } from 'react'
import type { ChatId } from '@/domain/ids'
import { useFocusTarget } from '@/lib/focus-targets'

// The field of the first screen stands in until the composer's chunk has loaded. What was typed there waits here, in memory only.

const texts = new Map<ChatId, string>()
/** The stand-in that was removed in this very commit, and whether it had the focus. */
let removed: { readonly chatId: ChatId; readonly focused: boolean } | null = null

/** The text that was typed for a chat before its composer was there. */
export const placeholderText = (chatId: ChatId): string => texts.get(chatId) ?? ''

/** Keeps what is typed for a chat until its composer takes it. */
export const setPlaceholderText = (chatId: ChatId, text: string): void => {
  texts.set(chatId, text)
}

/** Call when the stand-in is about to leave the page. */
const placeholderRemoved = (chatId: ChatId, field: HTMLElement | null): void => {
  // Without the check of the document, a person who is in the card around the panel by now would be called back.
  removed = { chatId, focused: field !== null && document.activeElement === field && document.hasFocus() }
  // Only a composer of the same commit continues it.
  queueMicrotask(() => (removed = null))
}

/** Text and focus of the stand-in. `focused`: null = the composer follows no stand-in. */
const takePlaceholderInput = (chatId: ChatId): { readonly text: string; readonly focused: boolean | null } => {
  const text = placeholderText(chatId)
  texts.delete(chatId)
  const focused = removed?.chatId === chatId ? removed.focused : null
  removed = null
  return { text, focused }
}

/**
 * The field continues where its stand-in was left: with its text (`onText`, once), and with the focus if that was there. A field that
 * follows no stand-in gets the focus by `autoFocus`.
 */
export const useFieldStart = (
  chatId: ChatId,
  field: RefObject<HTMLTextAreaElement | null>,
  autoFocus: boolean,
  onText: (text: string) => void,
): void => {
  useFocusTarget('composer', field)
  const passText = useEffectEvent(onText)
  // In the commit that removes the stand-in, so that no key falls in between.
  useLayoutEffect(() => {
    const { text, focused } = takePlaceholderInput(chatId)
    if (text !== '') passText(text)
    if (focused ?? autoFocus) field.current?.focus({ preventScroll: true })
  }, [chatId, field, autoFocus])
}

/** The stand-in gets the focus when somebody chooses its chat, and hands over what was typed when it goes. */
export const usePlaceholderField = (chatId: ChatId, autoFocus: boolean): RefObject<HTMLTextAreaElement | null> => {
  const field = useRef<HTMLTextAreaElement>(null)
  useFocusTarget('composer', field)
  useEffect(() => {
    if (autoFocus) field.current?.focus({ preventScroll: true })
  }, [autoFocus])
  useLayoutEffect(() => () => placeholderRemoved(chatId, field.current), [chatId])
  return field
}
