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
