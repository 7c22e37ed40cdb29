/** Russian: a user code in the search. */
export const code = {
  looking: 'Ищем чат с этим кодом',
  none: 'Чата с этим кодом нет',
  noneText: 'С этим кодом никто не писал, или у вас нет доступа к чату.',
  elsewhere: 'Чат относится к другой карточке',
  elsewhereText: 'Среди чатов этой карточки его нет. Его можно открыть в мессенджере.',
  failed: 'Не удалось найти чат',
} as const
