export const card = {
  defectTitle: 'Something went wrong here',
  defectText: 'The other parts of the panel go on working.',
  chooseTitle: 'Choose a chat',
  chooseText: 'Use Alt + ↓ to move through the list.',
  workingFailed: 'The message field did not load. You can read on meanwhile.',
} as const
