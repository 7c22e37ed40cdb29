/** German: colleagues who are in the same chat. */
export const team = {
  alsoHere: 'Auch hier: {names}',
  writing: { one: '{names} schreibt …', other: '{names} schreiben …' },
  isWriting: { one: '{names} schreibt diesem Kunden gerade.', other: '{names} schreiben diesem Kunden gerade.' },
  hasAnswered: '{name} hat inzwischen geantwortet.',
  againEnter: 'Noch einmal Enter drücken, um trotzdem zu senden.',
  againSend: 'Noch einmal auf Senden drücken, um trotzdem zu senden.',
} as const
