import type { RestPhrases } from '../en'

/** Russian: waits, reply windows, and how the list treats them. */
export const waiting = {
  noReply: 'Ответ не нужен',
  repliesUntil: 'Ответить можно до {time}, осталось {left}',
  repliesUntilFull: 'Канал принимает ответы до {when}.',
  settings: 'Порядок и время ожидания',
  order: 'Порядок чатов',
  attention: 'Требуют внимания',
  longest: 'Дольше всех ждут',
  newest: 'Сначала новые',
  limits: 'Ожидающий чат становится',
  amberAfter: 'Жёлтым через',
  redAfter: 'Красным через',
  minutes: 'мин',
  limitsWrong: 'Целые минуты от {least} до {most}, жёлтый раньше красного.',
  save: 'Сохранить',
  notKept: 'Битрикс24 не сохранил последние изменения ({code}). Они действуют, пока эта панель открыта.',
} satisfies RestPhrases['waiting']
