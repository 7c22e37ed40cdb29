import type { RestPhrases } from '../en'

/** German: waits, reply windows, and how the list treats them. */
export const waiting = {
  noReply: 'Keine Antwort nötig',
  repliesUntil: 'Antworten bis {time}, noch {left}',
  repliesUntilFull: 'Der Kanal nimmt Antworten bis {when} an.',
  settings: 'Reihenfolge und Wartezeiten',
  order: 'Reihenfolge der Chats',
  attention: 'Was Aufmerksamkeit braucht',
  longest: 'Längste Wartezeit',
  newest: 'Neueste zuerst',
  limits: 'Ein wartender Chat wird',
  amberAfter: 'Gelb nach',
  redAfter: 'Rot nach',
  minutes: 'Min.',
  limitsWrong: 'Ganze Minuten von {least} bis {most}, Gelb vor Rot.',
  save: 'Speichern',
  notKept:
    'Bitrix24 hat Ihre letzten Änderungen nicht gespeichert ({code}). Sie gelten, bis dieses Panel geschlossen wird.',
} satisfies RestPhrases['waiting']
