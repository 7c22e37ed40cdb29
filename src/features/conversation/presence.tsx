import type { Chat } from '@/domain/chat'
import { useT } from '@/i18n/i18n'
import { useViewers } from '@/queries/presence'
import { Avatar } from '@/ui/avatar'

const MAX_SHOWN = 3

/** Colleagues who have this chat on screen: their pictures, with names on hover and for screen readers. */
export const Presence = ({ chat }: { chat: Chat }) => {
  const t = useT()
  const team = useViewers(chat.id)
  if (team.length === 0) return null
  const words = t('presence.alsoHere', { names: team.map(({ name }) => name).join(', ') })
  return (
    <span role="img" aria-label={words} title={words} className="flex flex-none items-center -space-x-1.5">
      {team.slice(0, MAX_SHOWN).map(({ id, name, avatarUrl, color }) => (
        <Avatar
          key={id}
          name={name}
          avatarUrl={avatarUrl}
          color={color}
          className="size-6.5 border-2 border-surface text-[0.5625rem]"
        />
      ))}
      {team.length > MAX_SHOWN && (
        <span aria-hidden="true" className="ps-2.5 text-xs text-fg-3">
          +{team.length - MAX_SHOWN}
        </span>
      )}
    </span>
  )
}
