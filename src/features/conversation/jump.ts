import type { ChatId, MessageId } from '@/domain/ids'

const logs = new Set<(chatId: ChatId, messageId: MessageId) => void>()

/** Brings a message of the open chat into sight, as soon as it is loaded; the focus stays where it is. */
export const jumpTo = (chatId: ChatId, messageId: MessageId): void => {
  for (const log of logs) log(chatId, messageId)
}

/** Hears where somebody wants to go, until the function it returns is called. */
export const onJump = (log: (chatId: ChatId, messageId: MessageId) => void): (() => void) => {
  logs.add(log)
  return () => void logs.delete(log)
}
