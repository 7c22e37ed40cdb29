import type { Chat } from '@/domain/chat'
import type { UserId } from '@/domain/ids'
import { ask } from '@/features/chat-actions/ask'
import { MessageTools } from '@/features/message-actions/message-tools'
import { askTemplates } from '@/features/templates/ask-templates'
import { letterKeysOn } from './letter-keys'

/** The tools of messages, joined to what other parts do with them. `chat`: null = in the team chat itself. */
export const MessageDoor = ({ chat, me }: { readonly chat: Chat | null; readonly me: UserId }) => (
  <MessageTools
    chat={chat}
    me={me}
    lettersOn={letterKeysOn}
    onStartFrom={(chatId, messageId) => ask({ chatId, name: 'startFrom', deed: { name: 'startFrom', messageId } })}
    onTemplate={askTemplates}
  />
)
