import type { MessageId } from '@/domain/ids'

/** A rendered message. `bubble`: the box with its text, inside the article. */
interface MessageElement {
  readonly id: MessageId
  readonly bubble: Element
}

const registered = new WeakMap<Element, MessageElement>()

/** Registers the element of a message, so that no component searches another one's elements; null = a message without an id yet. */
export const registerMessage = (article: Element, shown: MessageElement | null): void => {
  if (shown) registered.set(article, shown)
  else registered.delete(article)
}

/** The message of a registered element; undefined = the element is no message. */
export const messageElement = (article: Element): MessageElement | undefined => registered.get(article)

/** The element of the message that contains the target of an event; null = none does. */
export const messageAround = (target: EventTarget | null): HTMLElement | null => {
  for (let element = target instanceof Element ? target : null; element; element = element.parentElement)
    if (element instanceof HTMLElement && registered.has(element)) return element
  return null
}
