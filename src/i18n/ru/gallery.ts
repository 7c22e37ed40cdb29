/** Russian: media and links of a conversation. */
export const gallery = {
  title: 'Медиа и ссылки',
  shelves: 'Что показано',
  media: 'Изображения и видео',
  files: 'Файлы',
  links: 'Ссылки',
  openVideo: 'Показать видео {name} в чате',
  show: 'Показать в чате',
  none: 'В этом чате такого нет',
  noneYet: 'В загруженном такого нет',
  since: 'Из сообщений начиная с {when}.',
  whole: 'Из всей истории.',
  outside: 'Вы не участник этого чата: из загруженных сообщений.',
  further: 'Искать раньше',
  failed: 'Более ранние сообщения не пришли.',
  all: 'Показать все',
} as const
