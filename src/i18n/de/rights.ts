/** German: what somebody may not see or do here, who can help, and how to go on. */
export const rights = {
  recordTitle: 'Sie können diese Chats nicht sehen',
  recordText:
    'Ihre Rolle gibt Ihnen keinen Zugriff auf diesen Datensatz. Die verantwortliche Person oder ein Administrator kann ihn erteilen.',
  recordBanner: 'Sie haben keinen Zugriff mehr auf diesen Datensatz.',
  lostTitle: 'Sie haben keinen Zugriff mehr auf diesen Datensatz',
  lostText:
    'Er wurde Ihnen entzogen, während die Karte offen war; die Chats werden deshalb nicht mehr gezeigt. Was Sie getippt haben, bleibt erhalten. Die verantwortliche Person oder ein Administrator kann Zugriff erteilen.',
  outsiderTitle: 'Dieses Panel ist für Mitarbeiter',
  outsiderText:
    'Sie sind als Extranet-Benutzer angemeldet. Chats von CRM-Datensätzen zeigt Bitrix24 nur Mitarbeitern der Firma. Fragen Sie die Person, mit der Sie dort arbeiten.',
  outsiderBanner: 'Das zeigt Bitrix24 nur Mitarbeitern der Firma ({code}).',
  ungrantedTitle: 'Die App wurde Ihnen nicht freigegeben',
  ungrantedText:
    'Ein Administrator dieses Bitrix24 bestimmt in den Einstellungen der App, wer sie benutzen darf. Bitten Sie um Zugriff und versuchen Sie es dann noch einmal.',
  ungrantedBanner: 'Die App ist Ihnen nicht mehr freigegeben ({code}). Ein Administrator kann helfen.',
  scopeTitle: 'Der App fehlt eine Berechtigung',
  scopeText:
    'Bitrix24 hat „{method}“ abgelehnt. Wahrscheinlich fehlt: {scope}. Ein Administrator erteilt die Berechtigung, indem er die neueste Version der App installiert.',
  scopeTextPlain: 'Ein Administrator erteilt sie, indem er die neueste Version der App installiert.',
  scopeBanner: 'Der App fehlt eine Berechtigung ({code}). Ein Administrator kann helfen.',
  planTitle: 'Ihr Tarif enthält diese App nicht',
  planText:
    'Apps lesen Chats über REST, das dieses Bitrix24 nicht hat: Es gehört zu einem kostenpflichtigen Tarif oder einem Market-Abonnement. Ein Administrator kann es bestellen.',
  planBanner: 'Der Tarif dieses Bitrix24 enthält die App nicht mehr ({code}). Ein Administrator kann helfen.',
  channelsTitle: 'Offene Kanäle sind in diesem Bitrix24 ausgeschaltet',
  channelsText: 'Chats mit Kunden kommen über offene Kanäle. Ein Administrator kann sie einschalten.',
  channelsBanner: 'Offene Kanäle sind in diesem Bitrix24 ausgeschaltet ({code}).',
  deletedTitle: 'Dieses Bitrix24 ist geschlossen',
  deletedText: 'Es antwortet nicht mehr. Der Inhaber oder der Support von Bitrix24 kennt den Grund.',
  deletedBanner: 'Dieses Bitrix24 ist geschlossen ({code}).',
  blockedTitle: 'Bitrix24 hat alle Anfragen gestoppt',
  blockedText:
    'Anfragen an dieses Portal wurden von Hand gesperrt. Ein Administrator sollte dem Support von Bitrix24 schreiben.',
  blockedBanner: 'Bitrix24 hat alle Anfragen gestoppt ({code}). Ein Administrator sollte dem Support schreiben.',
  appTitle: 'Die App darf keine Chats lesen',
  appText: 'Ein Administrator muss die Berechtigungen dieser App prüfen.',
  appBanner: 'Bitrix24 erlaubt der App das nicht mehr ({code}). Ein Administrator kann helfen.',
  chatTitle: 'Sie können diesen Chat nicht lesen',
  chatLine: 'Er gehört zur Linie „{line}“.',
  chatHelp: 'Der Bearbeiter oder ein Administrator kann Ihnen Zugriff geben.',
  chatComeIn: 'Sobald Sie Teilnehmer sind, können Sie ihn lesen: siehe unten.',
  earlierSession: 'Frühere Sitzung {number}',
  earlierLoading: 'Sitzung {number} wird geladen',
  earlierFailed: 'Sitzung {number} wurde nicht geladen.',
  earlierNoRight:
    'Sie können Sitzung {number} nicht lesen. Ein Administrator kann Ihnen den Verlauf der Linie freigeben.',
  earliestKnown:
    'Eine frühere Sitzung ist nicht bekannt. Bitrix24 nennt sie nur in den Zeilen, mit denen eine Sitzung beginnt oder endet.',
} as const
