import { lazy, Suspense } from 'react'
import { initials } from '@/ui/avatar'
import type { ChannelIcon as ChannelIconType } from './channel-icon'
import { channelStyle } from './channel-style'

const noIcon: typeof ChannelIconType = () => null

// The colour identifies the channel, too; an icon that fails to load must not break the pane.
const ChannelIcon = lazy(() =>
  import('./channel-icon').then(
    (module) => ({ default: module.ChannelIcon }),
    () => ({ default: noIcon }),
  ),
)

/** What the badge is about; the code decides the colour and icon, the title gives the letter of an unknown channel. */
export interface ChannelBadgeProps {
  readonly connector: string
  readonly title: string
  /** Classes for place and size; the icon follows the font size. */
  readonly className?: string
}

/** Round mark of a channel at the corner of an avatar. Decoration: the channel's name is always written too. */
export const ChannelBadge = ({
  connector,
  title,
  className = 'absolute -end-1.25 -bottom-1 size-5 border-2 border-(--badge-edge,var(--cp-surface)) text-[0.625rem]',
}: ChannelBadgeProps) => {
  const { color, icon } = channelStyle(connector)
  return (
    <span
      aria-hidden="true"
      className={`grid place-items-center rounded-full leading-none font-semibold text-white ${className}`}
      style={{ backgroundColor: color }}
    >
      {icon === null ? (
        initials(title).slice(0, 1)
      ) : (
        <Suspense>
          <ChannelIcon name={icon} />
        </Suspense>
      )}
    </span>
  )
}
