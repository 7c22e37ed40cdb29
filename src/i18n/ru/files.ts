/** Russian: files of messages. */
export const files = {
  save: 'Сохранить',
  saveFile: 'Сохранить {name}',
  pause: 'Пауза: {name}',
  position: 'Позиция в {name}',
  speed: 'Скорость {speed}×',
  viewer: 'Изображения',
  ofAll: '{number} из {count}',
  zoomIn: 'Увеличить',
  zoomOut: 'Уменьшить',
  previous: 'Предыдущее изображение',
  next: 'Следующее изображение',
  gone: 'Этого файла больше нет.',
  denied: 'У вас нет доступа к этому файлу.',
  failed: 'Файл не пришёл. Попробуйте ещё раз.',
} as const
