/** German: a user code in the search. */
export const code = {
  looking: 'Der Chat zu diesem Code wird gesucht',
  none: 'Kein Chat mit diesem Code',
  noneText: 'Mit diesem Code hat niemand geschrieben, oder Sie dürfen den Chat nicht sehen.',
  elsewhere: 'Der Chat gehört zu einer anderen Karte',
  elsewhereText: 'Er ist nicht unter den Chats dieser Karte. Sie können ihn im Messenger öffnen.',
  failed: 'Der Chat konnte nicht gesucht werden',
} as const
