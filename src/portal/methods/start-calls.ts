import type { CrmEntityType, CrmItem } from '@/domain/crm'
import { teamEntityId } from '@/domain/team-chat'
import type { BatchCalls } from '../transport/rest-client'

// Calls of deferred parts that the start asks for ahead: who asks for exactly these gets the answers handed (start-gatherer.ts).

/** Ids of the entity types in crm.item.*. */
export const entityTypeIds: Readonly<Record<CrmEntityType, number>> = { lead: 1, deal: 2, contact: 3, company: 4 }

/** The caller's own Open Channel chats. */
export const RECENT_CALL: BatchCalls[string] = ['im.recent.list', { SKIP_CHAT: 'Y', SKIP_DIALOG: 'Y', LIMIT: 100 }]

/** All options of this user and of the app. */
export const OPTION_CALLS = { user: ['user.option.get'], app: ['app.option.get'] } as const satisfies BatchCalls

/** The address of the application's push channel. */
export const CHANNEL_CALLS = { config: ['pull.application.config.get', { CACHE: 'N' }] } as const satisfies BatchCalls

/** The team chat of a record. */
export const teamChatCalls = (item: CrmItem) =>
  ({ team: ['im.chat.get', { ENTITY_TYPE: 'CRM', ENTITY_ID: teamEntityId(item) }] }) as const satisfies BatchCalls

/** The method that lists linked records with the key of their ids, and the fields of crm.item.get with single ones. */
export const linksOf: Readonly<
  Record<
    CrmEntityType,
    {
      readonly method: string
      readonly key: string
      readonly type: CrmEntityType
      readonly fields: readonly (readonly [name: string, type: CrmEntityType])[]
    }
  >
> = {
  deal: {
    method: 'crm.deal.contact.items.get',
    key: 'CONTACT_ID',
    type: 'contact',
    fields: [
      ['companyId', 'company'],
      ['leadId', 'lead'],
    ],
  },
  lead: {
    method: 'crm.lead.contact.items.get',
    key: 'CONTACT_ID',
    type: 'contact',
    fields: [['companyId', 'company']],
  },
  contact: { method: 'crm.contact.company.items.get', key: 'COMPANY_ID', type: 'company', fields: [] },
  company: { method: 'crm.company.contact.items.get', key: 'CONTACT_ID', type: 'contact', fields: [] },
}

/** The linked records of a record, and the record itself where its fields hold some. */
export const linkCalls = ({ type, id }: CrmItem): BatchCalls => ({
  links: [linksOf[type].method, { id }],
  ...(linksOf[type].fields.length > 0 && { self: ['crm.item.get', { entityTypeId: entityTypeIds[type], id }] }),
})
