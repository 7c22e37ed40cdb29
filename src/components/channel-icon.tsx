import Mail from 'lucide-react/icons/mail'
import MessageSquareText from 'lucide-react/icons/message-square-text'
import MessagesSquare from 'lucide-react/icons/messages-square'
import type { ReactNode } from 'react'
import {
  siFacebook,
  siImessage,
  siInstagram,
  siMessenger,
  siOdnoklassniki,
  siTelegram,
  siViber,
  siVk,
  siWechat,
  siWhatsapp,
} from 'simple-icons'

/** The drawing inside a channel's badge; null = the first letter of its title. */
export type ChannelIconName =
  | 'telegram'
  | 'whatsapp'
  | 'viber'
  | 'vk'
  | 'messenger'
  | 'facebook'
  | 'instagram'
  | 'wechat'
  | 'imessage'
  | 'odnoklassniki'
  | 'chat'
  | 'email'
  | 'sms'

// simple-icons draws Telegram as a disc with the plane cut out; the badge is a disc already, so only the plane is wanted.
const telegramPlane = { path: `M11.944 0${siTelegram.path.slice(siTelegram.path.indexOf('z') + 1)}`, box: '3 3 17 17' }

const brands: Readonly<Partial<Record<ChannelIconName, { readonly path: string; readonly box?: string }>>> = {
  telegram: telegramPlane,
  whatsapp: siWhatsapp,
  viber: siViber,
  vk: siVk,
  messenger: siMessenger,
  facebook: siFacebook,
  instagram: siInstagram,
  wechat: siWechat,
  imessage: siImessage,
  odnoklassniki: siOdnoklassniki,
}

/** The white drawing of a channel, a little larger than the text around it. A file of its own: brand drawings weigh as much as a pane. */
export const ChannelIcon = ({ name }: { name: ChannelIconName }): ReactNode => {
  const brand = brands[name]
  if (brand)
    return (
      <svg viewBox={brand.box ?? '0 0 24 24'} className="size-[1.15em] fill-current" aria-hidden="true">
        <path d={brand.path} />
      </svg>
    )
  const Icon = name === 'email' ? Mail : name === 'sms' ? MessageSquareText : MessagesSquare
  return <Icon className="size-[1.2em] stroke-2" />
}
