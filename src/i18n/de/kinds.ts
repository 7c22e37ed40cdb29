/** German: kinds of messages. */
export const kinds = {
  forwarded: 'Weitergeleitet',
  forwardedFrom: 'Weitergeleitet von {name}',
  formSent: 'Formular, an den Kunden gesendet',
  formFilled: 'Formular, vom Kunden ausgefüllt',
  putsText: 'Setzt das ins Feld',
  pinned: 'Angeheftet',
  copies: 'Kopiert den Text',
  copied: 'kopiert',
  clientsOnly: 'Nur der Kunde kann das drücken',
  fromStranger: 'Schaltflächen, die ein Kunde schickt, tun hier nichts',
  disabled: 'Ausgeschaltet',
} as const
