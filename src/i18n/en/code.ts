/** English: a user code in the search. */
export const code = {
  looking: 'Looking for the chat of this code',
  none: 'No chat with this code',
  noneText: 'Nobody has written with this code, or you may not see the chat.',
  elsewhere: 'The chat belongs to another card',
  elsewhereText: 'It is not among this card’s chats. You can open it in the messenger.',
  failed: 'The chat could not be looked up',
} as const
