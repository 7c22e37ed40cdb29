export const shell = {
  outsideTitle: 'Dieser Bereich gehört in Bitrix24',
  outsideText:
    'Er zeigt die Chats eines Kunden aus den Kommunikationskanälen direkt im CRM. Installieren Sie die App aus dem Bitrix24 Market, öffnen Sie einen Lead, Auftrag, Kontakt oder ein Unternehmen und wählen Sie den Tab „Chats“.',
  silentTitle: 'Bitrix24 antwortet nicht',
  silentText:
    'Von der Seite um diesen Bereich kommt keine Antwort. Prüfen Sie die Verbindung und versuchen Sie es erneut.',
  unsavedLead: 'Speichern Sie zuerst diesen Lead',
  unsavedDeal: 'Speichern Sie zuerst diesen Auftrag',
  unsavedContact: 'Speichern Sie zuerst diesen Kontakt',
  unsavedCompany: 'Speichern Sie zuerst dieses Unternehmen',
  unsavedText: 'Danach erscheinen hier die Chats.',
  elsewhereTitle: 'An dieser Stelle gibt es keine Chats',
  elsewhereText: 'Die App arbeitet in Leads, Aufträgen, Kontakten und Unternehmen, im Tab „Chats“.',
  signInTitle: 'Ihre Anmeldung ist abgelaufen',
  signInText: 'Laden Sie die Seite von Bitrix24 neu, um fortzufahren.',
  appTitle: 'Die App darf hier nicht arbeiten',
  appText:
    'Ihr fehlt eine Berechtigung, der Tarif enthält sie nicht oder sie ist für Sie nicht freigegeben. Ein Administrator dieses Bitrix24 kann helfen.',
  failedTitle: 'Die App ist nicht gestartet',
  failedText: 'Versuchen Sie es erneut. Wenn es wieder passiert, senden Sie den Code an den Support der App.',
  showAll: { one: 'Alles zeigen ({number} Zeichen)', other: 'Alles zeigen ({number} Zeichen)' },
} as const
