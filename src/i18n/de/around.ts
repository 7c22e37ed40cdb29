/** German: around the panes, once they can be worked with. */
export const around = {
  skipToField: 'Zum Nachrichtenfeld springen',
  lightTheme: 'Helles Design',
  darkTheme: 'Dunkles Design',
  offline: 'Keine Verbindung. Die Anzeige kann veraltet sein.',
  noAnswer: 'Keine brauchbare Antwort von Bitrix24 ({code}). Die Anzeige kann veraltet sein; neuer Versuch läuft.',
  limit: 'Anfragelimit erreicht. Gleich folgt ein neuer Versuch, nichts geht verloren.',
  signedOut: 'Ihre Anmeldung ist abgelaufen.',
  reload: 'Neu laden',
  beginning: 'Hier beginnt die Unterhaltung',
  planKeepsBack: 'Der Tarif Ihres Bitrix24 hält ältere Nachrichten zurück.',
} as const
