import { lazy, Suspense } from 'react'
import type { ChannelGlyph as Glyph } from './channel-glyph'
import { channelLook } from './channel-look'
import { initials } from './initials'

const noGlyph: typeof Glyph = () => null

// The colour is already telling; a glyph that does not load must not take the pane down.
const ChannelGlyph = lazy(() =>
  import('./channel-glyph').then(
    (module) => ({ default: module.ChannelGlyph }),
    () => ({ default: noGlyph }),
  ),
)

/** What the badge is about; the code decides the look, the title gives the letter of an unknown channel. */
export interface ChannelBadgeProps {
  readonly connector: string
  readonly title: string
  /** Classes for place and size; the glyph follows the font size. */
  readonly className?: string
}

/** Round mark of a channel at the corner of an avatar. Decoration: the channel's name is always written too. */
export const ChannelBadge = ({
  connector,
  title,
  className = 'absolute -end-1.25 -bottom-1 size-5 border-2 border-(--badge-edge,var(--cp-surface)) text-[0.625rem]',
}: ChannelBadgeProps) => {
  const { color, glyph } = channelLook(connector)
  return (
    <span
      aria-hidden="true"
      className={`grid place-items-center rounded-full leading-none font-semibold text-white ${className}`}
      style={{ backgroundColor: color }}
    >
      {glyph === null ? (
        initials(title).slice(0, 1)
      ) : (
        <Suspense>
          <ChannelGlyph name={glyph} />
        </Suspense>
      )}
    </span>
  )
}
