import type { MessageId } from '@/domain/ids'

/** The elements of a message on screen. `bubble`: the box in it that holds what was written. */
interface MessageElement {
  readonly id: MessageId
  readonly bubble: Element
}

const known = new WeakMap<Element, MessageElement>()

/** Says which message an element shows; null = none that the portal knows. Nobody else looks for messages in the page. */
export const announceMessage = (article: Element, shown: MessageElement | null): void => {
  if (shown) known.set(article, shown)
  else known.delete(article)
}

/** What was announced of an element; undefined = it shows no message. */
export const messageElement = (article: Element): MessageElement | undefined => known.get(article)

/** The element of the message that an event is in; null = it is in none. */
export const messageAround = (target: EventTarget | null): HTMLElement | null => {
  for (let element = target instanceof Element ? target : null; element; element = element.parentElement)
    if (element instanceof HTMLElement && known.has(element)) return element
  return null
}
