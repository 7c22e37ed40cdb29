import X from 'lucide-react/icons/x'
import { ChatActionIcon } from '@/components/action-icon'
import type { Chat } from '@/domain/chat'
import { type CrmItem, replyItem } from '@/domain/crm'
import type { UserId } from '@/domain/ids'
import { useT } from '@/i18n/i18n'
import { requestChatAction } from '@/lib/panel-events'
import { useChatActions } from '@/mutations/run-chat-action'
import { Button, IconButton } from '@/ui/button'
import { actionLabel } from './action-texts'

/** Transfer and Close below the state of a chat; nothing where neither is available. */
export const StatusActions = ({ chat, me }: { readonly chat: Chat; readonly me: UserId }) => {
  const t = useT()
  const { available } = useChatActions(chat, me)
  if (!available('transfer') && !available('close')) return null
  return (
    <div className="mt-3 grid grid-cols-[repeat(auto-fit,minmax(7rem,1fr))] gap-2">
      {available('transfer') && (
        <Button variant="tint" onClick={() => requestChatAction({ chatId: chat.id, name: 'transfer' })}>
          <ChatActionIcon name="transfer" />
          {actionLabel('transfer', t)}
        </Button>
      )}
      {available('close') && (
        <Button onClick={() => requestChatAction({ chatId: chat.id, name: 'close' })}>
          <ChatActionIcon name="close" />
          {t('chatActions.closeShort')}
        </Button>
      )}
    </div>
  )
}

/** The button that removes another participant from the chat. `item`: the record whose card this is. */
export const RemovePerson = ({
  chat,
  me,
  item,
  person,
}: {
  readonly chat: Chat
  readonly me: UserId
  readonly item: CrmItem
  readonly person: { readonly id: UserId; readonly name: string }
}) => {
  const t = useT()
  const { available } = useChatActions(chat, me)
  if (person.id === me || !available('removeParticipant')) return null
  return (
    <IconButton
      label={t('chatActions.removeParticipant', { name: person.name })}
      className="-my-1 -me-2 size-7! [&>svg]:size-4!"
      onClick={() =>
        requestChatAction({
          chatId: chat.id,
          name: 'removeParticipant',
          command: { name: 'removeParticipant', item: replyItem(chat, item), userId: person.id, person: person.name },
        })
      }
    >
      <X />
    </IconButton>
  )
}
