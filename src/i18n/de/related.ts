/** German: chats of the records that the card is linked with. */
export const related = {
  belongs: '{type}: {title}',
  title: 'Verknüpfte Chats',
  hidden: 'Verknüpfte Chats (ausgeblendet)',
  show: 'Verknüpfte Chats zeigen',
  about: 'Chats der Personen und Unternehmen, mit denen dieser Eintrag verknüpft ist.',
  chats: { one: '{count} Chat', other: '{count} Chats' },
  none: 'keine Chats',
  noAccess: 'kein Zugriff',
  notRead: 'noch nicht geladen',
  moreContacts: { one: 'und {count} weiterer Kontakt', other: 'und {count} weitere Kontakte' },
  moreCompanies: { one: 'und {count} weiteres Unternehmen', other: 'und {count} weitere Unternehmen' },
} as const
