import type { ComponentType, SVGProps } from 'react'
import BookmarkPlus from 'lucide-react/icons/bookmark-plus'
import CircleCheck from 'lucide-react/icons/circle-check'
import Copy from 'lucide-react/icons/copy'
import ListTodo from 'lucide-react/icons/list-todo'
import MessagesSquare from 'lucide-react/icons/messages-square'
import Pencil from 'lucide-react/icons/pencil'
import RefreshCw from 'lucide-react/icons/refresh-cw'
import Reply from 'lucide-react/icons/reply'
import Share2 from 'lucide-react/icons/share-2'
import ThumbsUp from 'lucide-react/icons/thumbs-up'
import Trash2 from 'lucide-react/icons/trash-2'
import UserRoundPlus from 'lucide-react/icons/user-round-plus'
import { chatActions, type ChatActionIconName, type ChatActionName } from '@/domain/chat-actions'
import { messageActions, type MessageIconName, type MessageMenuName } from '@/domain/message-actions'

/** The icons that the registry of chat actions names. */
const chatActionIcons: Readonly<Record<ChatActionIconName, ComponentType<SVGProps<SVGSVGElement>>>> = {
  'circle-check': CircleCheck,
  'user-round-plus': UserRoundPlus,
}

/** The icon of a chat action on a button; nothing where it has none. */
export const ChatActionIcon = ({ name }: { readonly name: ChatActionName }) => {
  const { icon } = chatActions[name]
  const Icon = icon && chatActionIcons[icon]
  return Icon ? <Icon strokeWidth={1.5} /> : null
}

/** The icons that the registry of message actions names. */
const messageActionIcons: Readonly<Record<MessageIconName, ComponentType<SVGProps<SVGSVGElement>>>> = {
  'bookmark-plus': BookmarkPlus,
  copy: Copy,
  'list-todo': ListTodo,
  'messages-square': MessagesSquare,
  pencil: Pencil,
  'refresh-cw': RefreshCw,
  reply: Reply,
  'share-2': Share2,
  'thumbs-up': ThumbsUp,
  'trash-2': Trash2,
}

/** The icon of an action in the menu of a message. */
export const MessageActionIcon = ({ name }: { readonly name: MessageMenuName }) => {
  const { icon } = messageActions[name]
  const Icon = messageActionIcons[icon]
  // An arrow to where the text begins: it turns with the reading direction.
  return <Icon aria-hidden="true" {...(icon === 'reply' && { className: 'rtl:-scale-x-100' })} />
}
