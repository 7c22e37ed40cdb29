import { lazy, Suspense } from 'react'
import { initials } from '@/ui/avatar'
import type { ChannelIcon as ChannelIconType, ChannelIconName } from './channel-icon'

/** Colour (a white icon has 3:1 on it) and icon of a channel. */
export interface ChannelStyle {
  readonly color: string
  readonly icon: ChannelIconName | null
}

// Searched in the connector's code, the first match counts: real codes are longer than the channel's name
// (telegrambot, whatsappbytwilio, fbinstagramdirect, vkgrouporder, skypebot, an app's own my_whatsapp_2).
const styles: readonly (readonly [RegExp, string, ChannelIconName | null])[] = [
  [/telegram/, '#009fce', 'telegram'],
  [/whatsapp/, '#00aa3c', 'whatsapp'],
  [/viber/, '#995aca', 'viber'],
  [/instagram/, '#c529a4', 'instagram'],
  [/facebookcomments/, '#38659f', 'facebook'],
  [/facebook|messenger/, '#0183ff', 'messenger'],
  [/^vk/, '#3871ba', 'vk'],
  [/livechat/, '#d38000', 'chat'],
  [/imessage/, '#14ab25', 'imessage'],
  [/wechat/, '#00ab00', 'wechat'],
  [/^ok$|odnoklassniki/, '#d38000', 'odnoklassniki'],
  [/avito/, '#0099ed', null],
  [/skype/, '#009ddd', null],
  [/mail/, '#75a000', 'email'],
  [/sms|^notifications/, '#e66990', 'sms'],
  [/^network/, '#009fce', 'chat'],
]

const unknown: ChannelStyle = { color: '#6a737f', icon: null }

/** Style of a channel by the code of its connector (CONNECTOR_ID of imopenlines.crm.chat.get). */
export const channelStyle = (connector: string): ChannelStyle => {
  const code = connector.toLowerCase()
  const found = styles.find(([pattern]) => pattern.test(code))
  return found ? { color: found[1], icon: found[2] } : unknown
}

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
