/** Russian: around the panes, once they can be worked with. */
export const around = {
  skipToField: 'Перейти к полю сообщения',
  lightTheme: 'Светлая тема',
  darkTheme: 'Тёмная тема',
  offline: 'Нет соединения. Данные на экране могли устареть.',
  noAnswer: 'Битрикс24 не отвечает как надо ({code}). Данные могли устареть; пробуем снова.',
  limit: 'Достигнут лимит запросов. Скоро попробуем снова, ничего не потеряется.',
  signedOut: 'Сеанс завершён.',
  reload: 'Обновить',
  beginning: 'Здесь начинается переписка',
  planKeepsBack: 'Тариф вашего Битрикс24 не показывает более ранние сообщения.',
} as const
