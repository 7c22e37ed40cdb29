import type { ChatId } from './ids'

/** Where a chat comes from: code and title of the connector as the portal gives them; unknown codes are shown by title. */
export interface Channel {
  /** CONNECTOR_ID, lower case, for example `telegram`, `livechat`, `whatsappbytwilio`. */
  readonly connector: string
  readonly title: string
}

/** The four CRM entities whose cards can hold the Chats tab; values as in imopenlines.crm.*. */
export const crmEntityTypes = ['lead', 'deal', 'contact', 'company'] as const
export type CrmEntityType = (typeof crmEntityTypes)[number]

/** One CRM record: whose card this is, or what a chat is bound to. */
export interface CrmItem {
  readonly type: CrmEntityType
  /** Positive number of the record within its type. */
  readonly id: number
}

/** Key of a CRM record, for caches and storage. */
export const crmItemKey = (item: CrmItem): string => `${item.type}:${item.id}`

/** A chat as imopenlines.crm.chat.get lists it. */
export interface ListedChat {
  readonly id: ChatId
  readonly channel: Channel
  /** Its session is in work (status 10 to 49); null = not known yet. */
  readonly active: boolean | null
}

/** A record that the card's record is linked with, and its chats. */
export interface Relation {
  readonly item: CrmItem
  /** null = not known (yet). */
  readonly title: string | null
  /** denied: the caller may not see its chats; unknown: its chats could not be read so far. */
  readonly access: 'open' | 'denied' | 'unknown'
  /** Newest session change first; null = not known. */
  readonly chats: readonly ListedChat[] | null
}

/** The relations of a card: contacts, then company, then lead. */
export interface Relations {
  readonly list: readonly Relation[]
  /** How many relations are left out because there are too many. */
  readonly more: number
}

/** The record that a reply is sent through: it has to list the chat (imopenlines.crm.message.add checks it). */
export const replyItem = (
  { linkedThrough }: { readonly linkedThrough: Pick<Relation, 'item'> | null },
  cardItem: CrmItem,
): CrmItem => linkedThrough?.item ?? cardItem
