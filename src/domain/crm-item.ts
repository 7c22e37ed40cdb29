/** The four CRM entities whose cards can hold the Chats tab; the words are those of imopenlines.crm.*. */
export const crmEntityTypes = ['lead', 'deal', 'contact', 'company'] as const
/** One of the four CRM entity types. */
export type CrmEntityType = (typeof crmEntityTypes)[number]

/** One CRM record: whose card this is, or what a chat is bound to. */
export interface CrmItem {
  readonly type: CrmEntityType
  /** Positive number of the record within its type. */
  readonly id: number
}

/** A stable text key of a CRM record, for caches and storage. */
export const crmItemKey = (item: CrmItem): string => `${item.type}:${item.id}`
