/** English: sending files. */
export const attach = {
  button: 'Attach files',
  tray: 'Files to send',
  remove: 'Remove {name}',
  tooLarge: '{size}, and Bitrix24 takes {limit} at most',
  empty: 'The file is empty',
  folders: 'Folders cannot be sent. Choose the files in them.',
  drop: 'Drop files to attach',
  dropNote: 'Drop files for the team',
  uploading: 'Sending {name}',
  waits: 'Waits',
  almost: 'Almost there',
  cancel: 'Cancel {name}',
  cancelled: 'Cancelled. Checking that it did not go out',
} as const
