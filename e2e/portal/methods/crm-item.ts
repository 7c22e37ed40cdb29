import type { CrmCard } from '../world/model.ts'

type Json = Record<string, unknown>

const CREATED = '2024-07-22T18:00:08+02:00'

/** A card as `crm.item.*` shows it. `imolCodes` are its Open Channel addresses (`imol|` + user code). */
export function crmItem(card: CrmCard, entityTypeId: number, imolCodes: string[]): Json {
  const first = (type: CrmCard['type']): number => card.links.find((link) => link.type === type)?.id ?? 0
  const all = (type: CrmCard['type']): number[] =>
    card.links.filter((link) => link.type === type).map((link) => link.id)
  const [name = '', ...rest] = card.title.split(' ')
  const common = {
    id: card.id,
    createdTime: CREATED,
    updatedTime: CREATED,
    createdBy: 1,
    updatedBy: 1,
    assignedById: card.assignedTo,
    opened: 'Y',
    movedBy: 1,
    movedTime: CREATED,
    lastActivityBy: 1,
    lastActivityTime: CREATED,
    sourceId: 'WEB',
    sourceDescription: '',
    comments: '',
    webformId: 0,
    originatorId: null,
    originId: null,
    ...UTM,
    observers: [],
    entityTypeId,
  }
  const fm = [
    ...(card.phone ? [{ typeId: 'PHONE', value: card.phone }] : []),
    ...(card.email ? [{ typeId: 'EMAIL', value: card.email }] : []),
    ...imolCodes.map((value) => ({ typeId: 'IM', value })),
  ].map((each, index) => ({ id: 100 + index, valueType: 'WORK', value: each.value, typeId: each.typeId }))
  const contacts = {
    hasPhone: card.phone ? 'Y' : 'N',
    hasEmail: card.email ? 'Y' : 'N',
    hasImol: imolCodes.length > 0 ? 'Y' : 'N',
    imol: imolCodes[0] ?? '',
    email: card.email,
    phone: card.phone,
    fm,
  }
  const stage = { stageId: `STAGE_${card.stage}`, stageSemanticId: 'P' }

  switch (card.type) {
    case 'lead':
      return {
        ...common,
        ...stage,
        ...contacts,
        ...LEAD,
        title: card.title,
        name,
        lastName: rest.join(' '),
        contactId: first('contact'),
        contactIds: all('contact'),
        companyId: first('company'),
        phoneWork: card.phone,
        emailWork: card.email,
        searchContent: `${card.id} ${card.title}`,
      }
    case 'deal':
      return {
        ...common,
        ...stage,
        title: card.title,
        categoryId: 0,
        opportunity: 18_400,
        currencyId: 'EUR',
        closed: 'N',
        leadId: first('lead') || null,
        contactId: first('contact'),
        contactIds: all('contact'),
        companyId: first('company'),
      }
    case 'contact':
      return {
        ...common,
        ...contacts,
        title: card.title,
        name,
        secondName: '',
        lastName: rest.join(' '),
        post: card.fields.find((field) => field.label === 'Position')?.value ?? '',
        companyId: first('company'),
        companyIds: all('company'),
        leadId: first('lead') || null,
      }
    case 'company':
      return { ...common, ...contacts, title: card.title, contactIds: all('contact'), leadId: first('lead') || null }
  }
}

const UTM = { utmSource: null, utmMedium: null, utmCampaign: null, utmContent: null, utmTerm: null }

/** Fields that only leads have, with the values of a plain one. */
const LEAD = {
  dateCreateShort: null,
  dateModifyShort: null,
  isConvert: null,
  statusDescription: null,
  productId: null,
  opportunity: 0,
  currencyId: 'EUR',
  secondName: '',
  shortName: null,
  companyTitle: '',
  post: '',
  address: null,
  dateClosed: null,
  birthdate: '',
  honorific: '',
  login: null,
  isReturnCustomer: 'N',
  isManualOpportunity: 'N',
  phoneMobile: '',
  phoneMailing: '',
  emailHome: '',
  emailMailing: '',
  skype: null,
  icq: null,
}
