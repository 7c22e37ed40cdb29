/** English: colleagues who are in the same chat. */
export const team = {
  alsoHere: 'Also here: {names}',
  writing: { one: '{names} is writing …', other: '{names} are writing …' },
  isWriting: { one: '{names} is writing to this client.', other: '{names} are writing to this client.' },
  hasAnswered: '{name} has answered meanwhile.',
  againEnter: 'Press Enter again to send anyway.',
  againSend: 'Press Send again to send anyway.',
} as const
