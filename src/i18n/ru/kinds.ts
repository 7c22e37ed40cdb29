/** Russian: kinds of messages. */
export const kinds = {
  forwarded: 'Переслано',
  forwardedFrom: 'Переслано: {name}',
  formSent: 'Форма, отправлена клиенту',
  formFilled: 'Форма, заполнена клиентом',
  putsText: 'Вставляет это в поле',
  pinned: 'Закреплено',
  copies: 'Копирует текст',
  copied: 'скопировано',
  clientsOnly: 'Нажать может только клиент',
  fromStranger: 'Кнопки от клиента здесь ничего не делают',
  disabled: 'Выключено',
} as const
