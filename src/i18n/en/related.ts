/** English: chats of the records that the card is linked with. */
export const related = {
  belongs: '{type}: {title}',
  title: 'Related chats',
  hidden: 'Related chats (hidden)',
  show: 'Show related chats',
  about: 'Chats of the people and companies that this record is linked with.',
  chats: { one: '{count} chat', other: '{count} chats' },
  none: 'no chats',
  noAccess: 'no access',
  notRead: 'not loaded yet',
  moreContacts: { one: 'and {count} more contact', other: 'and {count} more contacts' },
  moreCompanies: { one: 'and {count} more company', other: 'and {count} more companies' },
} as const
