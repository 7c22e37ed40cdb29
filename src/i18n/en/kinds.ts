/** English: kinds of messages. */
export const kinds = {
  forwarded: 'Passed on',
  forwardedFrom: 'Passed on from {name}',
  formSent: 'Form, sent to the client',
  formFilled: 'Form, filled in by the client',
  putsText: 'Puts this into the field',
  pinned: 'Pinned',
  copies: 'Copies the text',
  copied: 'copied',
  clientsOnly: 'Only the client can press this',
  fromStranger: 'Buttons that a client sends do nothing here',
  disabled: 'Switched off',
} as const
