import { useState, type ReactNode } from 'react'
import { avatarColor } from './avatar-color'
import { initials } from './initials'

/** Whose picture it is; `color` is the portal's own hex. */
export interface AvatarProps {
  readonly name: string
  readonly avatarUrl?: string | null
  readonly color?: string | null
  /** Tailwind classes for width, height and letter size, for example `size-8 text-2xs`. */
  readonly className?: string
  /** Sits at the lower end corner, for example a ChannelBadge. */
  readonly badge?: ReactNode
}

/** A person's picture, or initials in his colour where there is none or it does not load. Decoration: the name is written beside it. */
export const Avatar = ({ name, avatarUrl = null, color = null, className = 'size-8 text-2xs', badge }: AvatarProps) => {
  const [broken, setBroken] = useState<string | null>(null)
  const shown = avatarUrl !== broken ? avatarUrl : null
  return (
    <span
      aria-hidden="true"
      className={`relative grid flex-none place-items-center rounded-full leading-none font-semibold text-white select-none ${className}`}
      style={{ backgroundColor: avatarColor(color, name) }}
    >
      {shown === null ? (
        initials(name)
      ) : (
        <img
          src={shown}
          alt=""
          loading="lazy"
          decoding="async"
          className="size-full rounded-full object-cover"
          onError={() => setBroken(shown)}
        />
      )}
      {badge}
    </span>
  )
}
