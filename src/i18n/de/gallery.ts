/** German: media and links of a conversation. */
export const gallery = {
  title: 'Medien und Verweise',
  shelves: 'Was gezeigt wird',
  media: 'Bilder und Videos',
  files: 'Dateien',
  links: 'Verweise',
  openVideo: 'Das Video {name} im Chat zeigen',
  show: 'Im Chat zeigen',
  none: 'Nichts dergleichen in diesem Chat',
  noneYet: 'Nichts dergleichen in dem, was geladen ist',
  since: 'Aus den Nachrichten seit {when}.',
  whole: 'Aus dem ganzen Verlauf.',
  outside: 'Sie sind nicht in diesem Chat: aus den geladenen Nachrichten.',
  further: 'Weiter zurück suchen',
  failed: 'Ältere Nachrichten kamen nicht.',
  all: 'Alle zeigen',
} as const
