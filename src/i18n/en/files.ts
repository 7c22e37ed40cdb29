/** English: files of messages. */
export const files = {
  save: 'Save',
  saveFile: 'Save {name}',
  pause: 'Pause {name}',
  position: 'Position in {name}',
  speed: 'Speed {speed}×',
  viewer: 'Pictures',
  ofAll: '{number} of {count}',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  previous: 'Previous picture',
  next: 'Next picture',
  gone: 'This file is no longer there.',
  denied: 'You may not open this file.',
  failed: 'The file did not come. Try again.',
} as const
