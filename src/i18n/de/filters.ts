/** German: the filters of the list. */
export const filters = {
  title: 'Chats filtern',
  chosen: 'Gewählte Filter',
  remove: 'Filter {name} aufheben',
  clear: 'Alle aufheben',
  show: { one: '{count} Chat zeigen', other: '{count} Chats zeigen' },
  status: 'Status',
  line: 'Linie',
  channel: 'Kanal',
  operator: 'Bearbeiter',
  waiting: 'Kunde wartet',
  mine: 'Meine',
  queue: 'In der Warteschlange',
  colleagues: 'Von Kollegen',
  closed: 'Geschlossen',
  nothing: 'Nichts zu wählen',
  unknown: {
    one: '{count} weiterer Chat wird noch durchgesehen.',
    other: '{count} weitere Chats werden noch durchgesehen.',
  },
  none: 'Kein Chat passt zu diesen Filtern',
  noneYet: 'Bisher passt kein Chat',
} as const
