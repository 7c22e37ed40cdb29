/** Russian: colleagues who are in the same chat. */
export const team = {
  alsoHere: 'Ещё здесь: {names}',
  writing: { one: '{names} пишет …', few: '{names} пишут …', many: '{names} пишут …', other: '{names} пишут …' },
  isWriting: {
    one: '{names} пишет этому клиенту.',
    few: '{names} пишут этому клиенту.',
    many: '{names} пишут этому клиенту.',
    other: '{names} пишут этому клиенту.',
  },
  hasAnswered: 'Тем временем клиенту ответили: {name}.',
  againEnter: 'Нажмите Enter ещё раз, чтобы всё равно отправить.',
  againSend: 'Нажмите «Отправить» ещё раз, чтобы всё равно отправить.',
} as const
