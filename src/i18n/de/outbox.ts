export const outbox = {
  checking: 'Es wird geprüft, ob sie gesendet wurde',
  notThereYet: 'Bisher nicht im Chat. Noch {seconds} s lang kann sie ankommen.',
  notSent: 'Sie wurde nicht gesendet.',
  unsure:
    'Es ließ sich nicht feststellen, ob sie gesendet wurde. Beim erneuten Senden kommt sie vielleicht doppelt an.',
  refusedNotActive: 'Nicht gesendet: Der Chat nimmt gerade keine Antworten an.',
  refusedNotInChat: 'Nicht gesendet: Sie sind nicht in diesem Chat.',
  refusedNoAccess: 'Nicht gesendet: Zu diesem Datensatz dürfen Sie nicht schreiben.',
  refusedBadText: 'Nicht gesendet: Bitrix24 nimmt diesen Text nicht an.',
  refusedTooOld: 'Nicht gesendet: Sie hat länger als vier Stunden gewartet.',
  refusedTooLarge: 'Nicht gesendet: Die Datei ist größer, als Bitrix24 annimmt.',
  refusedBadFile: 'Nicht gesendet: Die Datei ist leer, oder Bitrix24 kann sie nicht lesen.',
  refusedFileGone: 'Nicht gesendet: Dieser Browser hat die Datei nicht mehr. Hängen Sie sie noch einmal an.',
  refusedNeedsDisk:
    'Nicht gesendet: Dieses Bitrix24 nimmt Dateien nur mit der Berechtigung „Drive“ (disk) an, die der App fehlt.',
  refusedOther: 'Nicht gesendet: Bitrix24 hat sie abgelehnt.',
  held: 'Wartet auf die Antwort darüber.',
  waitsOffline: 'Sie sind offline. Sie geht hinaus, sobald Sie wieder online sind.',
  waitsNoAnswer: 'Bitrix24 antwortet nicht. Nächster Versuch in {seconds} s.',
  waitsLimit: 'Bitrix24 bittet um eine Pause. Sie geht in {seconds} s hinaus.',
  waitsSignIn:
    'Ihre Anmeldung ist abgelaufen. Sie geht hinaus, sobald Sie angemeldet sind; nächster Versuch in {seconds} s.',
  twice: {
    one: 'Bitrix24 hat diese Antwort von selbst noch einmal bekommen: Der Kunde sieht sie vielleicht doppelt.',
    other: 'Bitrix24 hat diese Antwort von selbst noch {count}-mal bekommen: Der Kunde sieht vielleicht alle.',
  },
  retry: 'Erneut senden',
  sendAgain: 'Trotzdem senden',
  sendNow: 'Jetzt senden',
  edit: 'Bearbeiten',
  lookAgain: 'Noch einmal nachsehen',
  discard: 'Verwerfen',
  notKept:
    'Dieser Browser bewahrt für das Panel nichts auf: Eine Antwort, die noch nicht hinausging, ist weg, wenn Sie den Tab schließen.',
  notStored:
    'Ihre Antwort ließ sich nicht sichern und wurde darum nicht gesendet. Sie bleibt hier; versuchen Sie es noch einmal.',
  answerAndSend: 'Annehmen und senden',
  joinAndSend: 'Beitreten und senden',
  startAndSend: 'Sitzung eröffnen und senden',
  stepFailed: 'Das hat nicht geklappt. Versuchen Sie es noch einmal.',
} as const
