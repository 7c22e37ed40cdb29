/** English: around the panes, once they can be worked with. */
export const around = {
  skipToField: 'Skip to message field',
  lightTheme: 'Light theme',
  darkTheme: 'Dark theme',
  offline: 'No connection. What you see may be old.',
  noAnswer: 'No proper answer from Bitrix24 ({code}). What you see may be old; trying again.',
  limit: 'Request limit reached. Trying again soon, nothing is lost.',
  signedOut: 'Your sign-in has ended.',
  reload: 'Reload',
  beginning: 'The conversation begins here',
  planKeepsBack: 'The plan of your Bitrix24 keeps older messages back.',
} as const
