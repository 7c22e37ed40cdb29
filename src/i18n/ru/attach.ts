/** Russian: sending files. */
export const attach = {
  button: 'Прикрепить файлы',
  tray: 'Файлы к отправке',
  remove: 'Убрать {name}',
  tooLarge: '{size}, а Битрикс24 принимает не больше {limit}',
  empty: 'Файл пуст',
  folders: 'Папки отправить нельзя. Выберите файлы в них.',
  drop: 'Отпустите файлы, чтобы прикрепить',
  dropNote: 'Отпустите файлы для команды',
  uploading: 'Отправляется {name}',
  waits: 'Ждёт',
  almost: 'Почти готово',
  cancel: 'Отменить {name}',
  cancelled: 'Отменено. Проверяем, что файл не ушёл',
} as const
