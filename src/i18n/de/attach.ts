/** German: sending files. */
export const attach = {
  button: 'Dateien anhängen',
  tray: 'Dateien zum Senden',
  remove: '{name} entfernen',
  tooLarge: '{size}, Bitrix24 nimmt höchstens {limit} an',
  empty: 'Die Datei ist leer',
  folders: 'Ordner können nicht gesendet werden. Wählen Sie die Dateien darin aus.',
  drop: 'Dateien hier ablegen, um sie anzuhängen',
  dropNote: 'Dateien für das Team hier ablegen',
  uploading: '{name} wird gesendet',
  waits: 'Wartet',
  almost: 'Gleich fertig',
  cancel: '{name} abbrechen',
  cancelled: 'Abgebrochen. Es wird geprüft, dass nichts hinausgegangen ist',
} as const
