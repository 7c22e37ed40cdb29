/** Russian: chats of the records that the card is linked with. */
export const related = {
  belongs: '{type}: {title}',
  title: 'Связанные чаты',
  hidden: 'Связанные чаты (скрыты)',
  show: 'Показывать связанные чаты',
  about: 'Чаты людей и компаний, с которыми связана эта запись.',
  chats: { one: '{count} чат', few: '{count} чата', many: '{count} чатов', other: '{count} чата' },
  none: 'нет чатов',
  noAccess: 'нет доступа',
  notRead: 'ещё не загружены',
  moreContacts: {
    one: 'и ещё {count} контакт',
    few: 'и ещё {count} контакта',
    many: 'и ещё {count} контактов',
    other: 'и ещё {count} контакта',
  },
  moreCompanies: {
    one: 'и ещё {count} компания',
    few: 'и ещё {count} компании',
    many: 'и ещё {count} компаний',
    other: 'и ещё {count} компании',
  },
} as const
