import type { ComponentType, SVGProps } from 'react'
import CircleCheck from 'lucide-react/icons/circle-check'
import UserRoundPlus from 'lucide-react/icons/user-round-plus'
import { chatActions, type ChatActionIconName, type ChatActionName } from '@/domain/chat-actions'

/** The icons that the registry names. */
const icons: Readonly<Record<ChatActionIconName, ComponentType<SVGProps<SVGSVGElement>>>> = {
  'circle-check': CircleCheck,
  'user-round-plus': UserRoundPlus,
}

/** The icon of an action on a button; nothing where it has none. */
export const ActionIcon = ({ name }: { readonly name: ChatActionName }) => {
  const { icon } = chatActions[name]
  const Icon = icon && icons[icon]
  return Icon ? <Icon strokeWidth={1.5} /> : null
}
