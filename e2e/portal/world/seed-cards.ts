import type { CardRef, CardType, CrmCard } from './model.ts'
import type { State } from './state.ts'

const STAGES: Record<CardType, string[]> = {
  lead: ['Unassigned', 'In progress', 'Processed', 'Good lead'],
  deal: ['New', 'Measure', 'Quote', 'In progress', 'Final invoice', 'Close deal'],
  contact: [],
  company: [],
}

/** Cards that tests and the start page name. */
export const CARD = {
  deal: 1482,
  lead: 1205,
  contact: 55,
  company: 31,
  crowded: 1900,
  bare: 1499,
  catalogue: 1510,
} as const

const ref = (type: CardType, id: number): CardRef => ({ type, id })

type Row = [type: CardType, id: number, title: string, stage: number, links: CardRef[], extra?: [string, string][]]

const ROWS: readonly Row[] = [
  [
    'deal',
    CARD.deal,
    'Kitchen for Harbour Café',
    2,
    [ref('contact', 55), ref('contact', 56), ref('company', 31), ref('lead', 1190)],
    [
      ['Amount', '€ 18,400'],
      ['Expected close date', '12 December'],
      ['Contact', 'Laura Bennett'],
      ['Company', 'Harbour Café Ltd'],
    ],
  ],
  [
    'deal',
    1483,
    'Reception desk, Northgate Dental',
    1,
    [ref('contact', 57), ref('company', 32)],
    [['Amount', '€ 6,250']],
  ],
  [
    'deal',
    1484,
    'Büroeinrichtung für die Verwaltungsgemeinschaft Oberwiesental',
    3,
    [ref('contact', 58), ref('company', 33)],
    [['Amount', '€ 94,000']],
  ],
  ['deal', 1485, 'Wardrobes, flat 12', 0, [ref('contact', 59)], [['Amount', '€ 3,100']]],
  ['deal', 1486, 'مطبخ مطعم النخيل', 2, [ref('contact', 60)], [['Amount', '€ 27,900']]],
  ['deal', CARD.catalogue, 'Every kind of message', 0, [], [['Amount', '€ 1']]],
  ['deal', CARD.bare, 'Meeting table (no chats yet)', 0, [ref('contact', 61)], [['Amount', '€ 890']]],
  [
    'lead',
    CARD.lead,
    'Enquiry from the website: loft kitchen',
    1,
    [ref('contact', 59)],
    [
      ['Source', 'Live chat'],
      ['Phone', '+44 20 7946 0018'],
    ],
  ],
  ['lead', 1190, 'Harbour Café: first call', 3, [ref('contact', 55)], [['Source', 'Phone']]],
  ['lead', 1206, 'Instagram: white fronts', 0, [], [['Source', 'Instagram Direct']]],
  ['lead', 1207, 'Avito: шкаф-купе, 2,4 м', 1, [], [['Source', 'Avito']]],
  [
    'lead',
    1208,
    'Lead with a very long title that somebody pasted from an e-mail subject: RE: RE: FWD: kitchen, island, worktop, delivery and installation before Christmas if at all possible',
    0,
    [],
  ],
  ['lead', 1209, 'Green Guest #17', 0, []],
  [
    'contact',
    CARD.contact,
    'Laura Bennett',
    0,
    [ref('company', 31)],
    [
      ['Position', 'Owner, Harbour Café'],
      ['E-mail', 'laura@harbour.example.com'],
      ['Phone', '+44 20 7946 0171'],
    ],
  ],
  ['contact', 56, 'Tom Ashby', 0, [ref('company', 31)], [['Position', 'Site manager']]],
  ['contact', 57, 'Dr. Helen O’Neill', 0, [ref('company', 32)], [['Position', 'Dentist']]],
  ['contact', 58, 'Maximilian-Alexander Freiherr von und zu Hohenstein-Westerwald', 0, [ref('company', 33)]],
  ['contact', 59, 'Иван Петров', 0, []],
  ['contact', 60, 'ליאור כהן', 0, []],
  ['contact', 61, 'Noor Haddad', 0, []],
  [
    'company',
    CARD.company,
    'Harbour Café Ltd',
    0,
    [ref('contact', 55), ref('contact', 56)],
    [
      ['Industry', 'Catering'],
      ['Phone', '+44 20 7946 0170'],
    ],
  ],
  ['company', 32, 'Northgate Dental', 0, [ref('contact', 57)], [['Industry', 'Health']]],
  [
    'company',
    33,
    'Verwaltungsgemeinschaft Oberwiesental',
    0,
    [ref('contact', 58)],
    [['Industry', 'Public administration']],
  ],
]

/** About twenty cards, linked with each other. */
export function seedCards(state: State): void {
  for (const [type, id, title, stage, links, extra] of ROWS) addCard(state, type, id, title, stage, links, extra)
}

/** Adds one card. */
export function addCard(
  state: State,
  type: CardType,
  id: number,
  title: string,
  stage: number,
  links: CardRef[] = [],
  extra: [string, string][] = [],
): CrmCard {
  return state.addCard({
    type,
    id,
    title,
    stages: STAGES[type],
    stage,
    fields: [...extra.map(([label, value]) => ({ label, value })), { label: 'Responsible', value: 'Anna Keller' }],
    links,
    email: extra.find(([label]) => label === 'E-mail')?.[1] ?? '',
    phone: extra.find(([label]) => label === 'Phone')?.[1] ?? '',
    assignedTo: 11,
  })
}
