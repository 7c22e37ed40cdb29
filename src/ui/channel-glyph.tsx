import { Mail, MessageSquareText, MessagesSquare } from 'lucide-react'
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
import type { ChannelGlyphName } from './channel-look'

const brands: Readonly<Partial<Record<ChannelGlyphName, { readonly path: string }>>> = {
  telegram: siTelegram,
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

/** The white drawing of a channel, as large as the text around it. A file of its own: brand drawings weigh as much as a pane. */
export const ChannelGlyph = ({ name }: { name: ChannelGlyphName }): ReactNode => {
  const brand = brands[name]
  if (brand)
    return (
      <svg viewBox="0 0 24 24" className="size-[1em] fill-current" aria-hidden="true">
        <path d={brand.path} />
      </svg>
    )
  const Icon = name === 'email' ? Mail : name === 'sms' ? MessageSquareText : MessagesSquare
  return <Icon className="size-[1.1em]" strokeWidth={2} />
}
