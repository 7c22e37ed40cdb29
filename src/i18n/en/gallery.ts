/** English: media and links of a conversation. */
export const gallery = {
  title: 'Media and links',
  shelves: 'What is shown',
  media: 'Pictures and videos',
  files: 'Files',
  links: 'Links',
  openVideo: 'Show the video {name} in the chat',
  show: 'Show in the chat',
  none: 'Nothing of that kind in this chat',
  noneYet: 'Nothing of that kind in what is loaded',
  since: 'From the messages since {when}.',
  whole: 'From the whole history.',
  outside: 'You are not in this chat: from the messages that are loaded.',
  further: 'Look further back',
  failed: 'Older messages did not come.',
  all: 'Show all',
} as const
