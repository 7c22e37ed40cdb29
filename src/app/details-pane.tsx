import { RemovePerson, StatusActions } from '@/features/chat-actions/details-actions'
import { MediaPeek } from '@/features/conversation/media-peek'
import { ChatDetails, type ChatDetailsProps } from '@/features/chat-details/chat-details'

/** The details with what can be done from there. */
export const DetailsPane = (props: ChatDetailsProps) => {
  const { chat, me, item } = props
  return (
    <ChatDetails
      {...props}
      media={<MediaPeek chatId={chat.id} />}
      actions={<StatusActions chat={chat} me={me.id} />}
      personAction={(person) => <RemovePerson chat={chat} me={me.id} item={item} person={person} />}
    />
  )
}
