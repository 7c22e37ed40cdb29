export const install = {
  title: 'Chats werden eingerichtet',
  titleStopped: 'Die Einrichtung wurde angehalten',
  titleDone: 'Die Chats sind bereit',
  stepLook: 'Prüfen, was dieses Bitrix24 bietet',
  stepTabs: 'Tab in Leads, Aufträgen, Kontakten und Unternehmen hinzufügen',
  stepFinish: 'App öffnen',
  done: 'fertig',
  now: 'läuft',
  next: 'steht noch an',
  stopped: 'hier angehalten',
  lookNow: 'Es wird geprüft, was dieses Bitrix24 bietet',
  tabsNow: 'Tab wird hinzugefügt: {done} von {all}',
  finishNow: 'Die App öffnet sich gleich von selbst. Wenn nicht, laden Sie die Seite neu.',
  tabsDone: 'Der Tab ist überall eingerichtet.',
  waitTitle: 'Der Administrator schließt die Einrichtung ab',
  waitText: 'Danach erscheinen die Chats im CRM.',
  waitNot: 'Die Einrichtung ist noch nicht abgeschlossen.',
  waitDoneTitle: 'Die Einrichtung ist abgeschlossen',
  waitDoneText: 'Laden Sie die Seite von Bitrix24 neu, um die Chats zu sehen.',
  checkAgain: 'Erneut prüfen',
  checking: 'Wird geprüft',

  stop_scope:
    'Der App fehlen diese Berechtigungen: {names}. Der Entwickler oder, bei einer lokalen App, ein Administrator fügt sie in den Einstellungen hinzu; danach die App erneut installieren.',
  stop_place:
    'Dieses Bitrix24 bietet keinen Tab in: {names}. Prüfen Sie, ob CRM eingeschaltet ist und die App CRM nutzen darf.',
  stop_context:
    'Bitrix24 hat die Anfrage nicht dieser App zugeordnet. Schließen Sie die Seite und öffnen Sie die App über ihren Menüpunkt.',
  stop_address:
    'Bitrix24 akzeptiert die Adresse dieser Seite nicht. Der Entwickler der App muss sie unter einer öffentlichen https-Adresse bereitstellen.',
  stop_full:
    'Bitrix24 nimmt keine weiteren Tabs dieser App an. Ein Administrator kann sie deinstallieren und neu installieren.',
  stop_module:
    'Das ist in diesem Bitrix24 ausgeschaltet: {names}. Ein Administrator schaltet es ein; danach erneut versuchen.',
  stop_methods: 'Dieses Bitrix24 ist zu alt für die App; es fehlt: {names}. Ein Administrator muss es aktualisieren.',
  stop_rights: 'Nur ein Administrator kann die Tabs einrichten. Bitten Sie ihn, die App zu öffnen.',
  stop_plan:
    'Bitrix24 lässt Apps hier nicht arbeiten. Meist enthält der Tarif sie nicht: Ein Administrator kann Tarif und Market-Abonnement prüfen.',
  stop_grant:
    'Die App ist für Sie nicht freigegeben. Ein Administrator kann Ihnen in den Einstellungen der App Zugriff geben.',
  stop_unsettled:
    'Der Tab ist nicht so eingerichtet wie vorgesehen in: {names}. Vielleicht richtet gerade jemand anderes die App ein. Versuchen Sie es erneut.',
  stop_limit: 'Bitrix24 bittet um eine Pause. Warten Sie eine Minute und versuchen Sie es dann erneut.',
  'stop_sign-in': 'Ihre Anmeldung ist abgelaufen. Laden Sie die Seite von Bitrix24 neu.',
  stop_silence:
    'Bitrix24 hat nicht geantwortet. Prüfen Sie die Verbindung und versuchen Sie es erneut; ein wiederholter Schritt schadet nicht.',
  stop_other:
    'Bitrix24 hat abgelehnt. Versuchen Sie es erneut; wenn es wieder passiert, senden Sie den Code an den Support der App.',

  tab_lead: 'Leads',
  tab_deal: 'Aufträge',
  tab_contact: 'Kontakte',
  tab_company: 'Unternehmen',
  tab_bound: 'Eingerichtet',
  tab_missing: 'Fehlt',
  tab_repeated: 'Mehrfach vorhanden',
  tab_elsewhere: 'Führt zu einer anderen Adresse',
  scope_placement: 'Ein Tab im CRM',
  scope_crm: 'CRM',
  scope_imopenlines: 'Kommunikationskanäle',
  scope_im: 'Nachrichten und Namen von Personen',
  scope_pull: 'Kollegen sofort Bescheid geben',

  homeText:
    'Die Chats eines Kunden aus den Kommunikationskanälen direkt im CRM: alles lesen, antworten, sehen, wer zuständig ist.',
  installed: 'Installiert',
  notInstalled: 'Noch nicht installiert',
  attention: 'Bitte prüfen',
  unknown: 'Konnte nicht geprüft werden',
  howTitle: 'Wo die Chats sind',
  how1: 'Öffnen Sie im CRM einen Lead, Auftrag, Kontakt oder ein Unternehmen.',
  how2: 'Wählen Sie den Tab „{tab}“. Bei vielen Tabs steht er unter „Mehr“.',
  how3: 'Wählen Sie einen Chat und antworten Sie. Der Kunde bekommt die Antwort dort, wo er geschrieben hat.',
  tabsTitle: 'Der Tab im CRM',
  tabsAdmin:
    'Nur ein Administrator kann den Tab sehen und einrichten. Fehlt er irgendwo, sagen Sie es Ihrem Administrator.',
  setUpAgain: 'Neu einrichten',
  accessTitle: 'Was die App nutzen darf',
  granted: 'Erlaubt',
  refused: 'Fehlt',
  optional: 'Fehlt; Neues kommt etwas später',
  methodsTitle: 'Was Bitrix24 kann',
  methodsFine: 'Alles, was die App braucht',
  methodsLack: { one: '{count} Funktion fehlt', other: '{count} Funktionen fehlen' },
  version: 'Version {version}',
} as const
