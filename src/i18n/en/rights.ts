/** English: what somebody may not see or do here, who can help, and how to go on. */
export const rights = {
  recordTitle: 'You cannot see these chats',
  recordText:
    'Your role gives you no access to this record. Its responsible person or an administrator can give it to you.',
  recordBanner: 'You no longer have access to this record.',
  lostTitle: 'You no longer have access to this record',
  lostText:
    'It was taken away while the card was open, so its chats are not shown any more. What you have typed is kept. Its responsible person or an administrator can give you access.',
  outsiderTitle: 'This panel is for employees',
  outsiderText:
    'You are signed in as an extranet user. Bitrix24 shows the chats of CRM records to employees of the company only. Ask the person you work with there.',
  outsiderBanner: 'Bitrix24 shows this to employees of the company only ({code}).',
  ungrantedTitle: 'The app has not been opened to you',
  ungrantedText:
    'An administrator of this Bitrix24 chooses who may use it, in the settings of the app. Ask for access, then try again.',
  ungrantedBanner: 'The app is not open to you any more ({code}). An administrator can help.',
  scopeTitle: 'The app lacks a permission',
  scopeText:
    'Bitrix24 refused “{method}”. Probably missing: {scope}. An administrator can grant it by installing the latest version of the app.',
  scopeTextPlain: 'An administrator can grant it by installing the latest version of the app.',
  scopeBanner: 'The app lacks a permission ({code}). An administrator can help.',
  planTitle: 'Your plan does not include this app',
  planText:
    'Apps read chats over REST, which this Bitrix24 does not have: it comes with a commercial plan or a Market subscription. An administrator can order it.',
  planBanner: 'The plan of this Bitrix24 does not include the app any more ({code}). An administrator can help.',
  channelsTitle: 'Open channels are switched off in this Bitrix24',
  channelsText: 'Chats with clients come over open channels. An administrator can switch them on.',
  channelsBanner: 'Open channels are switched off in this Bitrix24 ({code}).',
  deletedTitle: 'This Bitrix24 is closed',
  deletedText: 'It gives no answers any more. Its owner or the support of Bitrix24 knows why.',
  deletedBanner: 'This Bitrix24 is closed ({code}).',
  blockedTitle: 'Bitrix24 has stopped all requests',
  blockedText:
    'Requests to this portal were blocked by hand. An administrator should write to the support of Bitrix24.',
  blockedBanner: 'Bitrix24 has stopped all requests ({code}). An administrator should write to its support.',
  appTitle: 'The app may not read chats',
  appText: 'An administrator has to check the permissions of this app.',
  appBanner: 'Bitrix24 does not let the app do this any more ({code}). An administrator can help.',
  chatTitle: 'You cannot read this chat',
  chatLine: 'It belongs to the line “{line}”.',
  chatHelp: 'Its operator or an administrator can give you access.',
  chatComeIn: 'Once you are in it, you can read it: see below.',
  earlierSession: 'Earlier session {number}',
  earlierLoading: 'Loading session {number}',
  earlierFailed: 'Session {number} did not load.',
  earlierNoRight: 'You cannot read session {number}. An administrator can open the history of the line to you.',
  earliestKnown: 'No earlier session is known. Bitrix24 names them only in the lines where a session begins or ends.',
} as const
