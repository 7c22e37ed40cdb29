import type { ChatId, MessageId } from '@/domain/ids'
import { makeAsking } from '@/ui/asking'

/** Brings a message of the open chat into sight, as soon as it is loaded; the focus stays where it is. */
export const { ask: jumpTo, onAsked: onJump } = makeAsking<[chatId: ChatId, messageId: MessageId]>()
