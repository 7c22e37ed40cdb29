/** English: waits, reply windows, and how the list treats them. */
export const waiting = {
  noReply: 'No reply needed',
  repliesUntil: 'Replies until {time}, {left} left',
  repliesUntilFull: 'The channel takes replies until {when}.',
  settings: 'Order and waiting times',
  order: 'Order of the chats',
  attention: 'Needs attention',
  longest: 'Longest wait',
  newest: 'Newest first',
  limits: 'A waiting chat turns',
  amberAfter: 'Amber after',
  redAfter: 'Red after',
  minutes: 'min',
  limitsWrong: 'Whole minutes from {least} to {most}, amber before red.',
  save: 'Save',
  notKept: 'Bitrix24 did not keep your last changes ({code}). They hold until this panel closes.',
} as const
