import type { OutgoingReply } from '@/domain/outgoing-message'
import { isHeld } from '@/outbox/queue'
import { useOutgoingMessages } from './use-composer-state'

/** Whether something before this reply holds it back: a decision, a verification or a connection. */
export const useIsHeld = (reply: OutgoingReply): boolean => isHeld(useOutgoingMessages(reply.chatId), reply)
