/** A channel type as the portal lists it. */
export interface Connector {
  readonly id: string
  readonly title: string
  /** The channel confirms delivery, so a new reply carries SENDING until it does. */
  readonly confirmsDelivery: boolean
  /** Hours after the client's last message in which the channel takes replies; 0 = no limit. */
  readonly windowHours: number
}

const connector = (id: string, title: string, confirmsDelivery = false, windowHours = 0): [string, Connector] => [
  id,
  { id, title, confirmsDelivery, windowHours },
]

const CONNECTORS: ReadonlyMap<string, Connector> = new Map([
  connector('livechat', 'Live Chat'),
  connector('telegrambot', 'Telegram', true),
  connector('whatsappbytwilio', 'WhatsApp by Twilio', true, 24),
  connector('wz_whatsapp_c4f1e7', 'WhatsApp (Wazzup)', true),
  connector('whatsapp', 'WhatsApp', true, 24),
  connector('viber', 'Viber', true),
  connector('fbinstagramdirect', 'Instagram Direct', false, 24 * 7),
  connector('facebook', 'Facebook: Messages', false, 24 * 7),
  connector('facebookcomments', 'Facebook: Comments'),
  connector('vkgroup', 'VK'),
  connector('avito', 'Avito'),
  connector('imessage', 'Apple Messages for Business'),
  connector('network', 'Bitrix24.Network'),
  connector('notifications', 'Bitrix24 SMS and WhatsApp'),
  connector('email', 'E-mail'),
  connector('sms', 'SMS', true),
  connector('acme_parcel_desk', 'ACME Parcel Desk'),
])

/** A connector by id; an unknown one is titled by its id. */
export function connectorOf(id: string): Connector {
  return CONNECTORS.get(id) ?? { id, title: id, confirmsDelivery: false, windowHours: 0 }
}

/** Ids of all channels the portal knows. */
export function connectorIds(): string[] {
  return [...CONNECTORS.keys()]
}
