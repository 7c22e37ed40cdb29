/** German: files of messages. */
export const files = {
  save: 'Speichern',
  saveFile: '{name} speichern',
  pause: '{name} anhalten',
  position: 'Stelle in {name}',
  speed: 'Tempo {speed}×',
  viewer: 'Bilder',
  ofAll: '{number} von {count}',
  zoomIn: 'Vergrößern',
  zoomOut: 'Verkleinern',
  previous: 'Vorheriges Bild',
  next: 'Nächstes Bild',
  gone: 'Diese Datei gibt es nicht mehr.',
  denied: 'Sie dürfen diese Datei nicht öffnen.',
  failed: 'Die Datei kam nicht an. Versuchen Sie es noch einmal.',
} as const
