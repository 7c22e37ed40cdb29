import type { ChatId } from '@/domain/ids'
import type { Saying } from '@/portal/portal'
import type { OpenedCard } from './portal-context'

/** Words that tell the colleagues of a step of this operator in a chat; null while nobody could hear them. */
export type DeedWords = (chatId: ChatId) => Saying | null

const words = new WeakMap<OpenedCard, DeedWords>()

/** Says from now on how to tell colleagues of what is done in this card. */
export const tellDeedsWith = (card: OpenedCard, make: DeedWords): void => void words.set(card, make)

/** What to tell the colleagues of a step in a chat, for the look that follows it. */
export const sayingOf = (card: OpenedCard, chatId: ChatId): Saying | null => words.get(card)?.(chatId) ?? null
