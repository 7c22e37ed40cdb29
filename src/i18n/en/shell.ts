export const shell = {
  outsideTitle: 'This panel lives inside Bitrix24',
  outsideText:
    'It shows a client’s Open Channel chats in the CRM card. Install the app from the Bitrix24 Market, open a lead, deal, contact or company, and choose the tab “Chats”.',
  silentTitle: 'Bitrix24 does not answer',
  silentText: 'The page around this panel stays silent. Check the connection and try again.',
  unsavedLead: 'Save this lead first',
  unsavedDeal: 'Save this deal first',
  unsavedContact: 'Save this contact first',
  unsavedCompany: 'Save this company first',
  unsavedText: 'Chats appear after that.',
  elsewhereTitle: 'There are no chats in this place',
  elsewhereText: 'The panel works in the cards of leads, deals, contacts and companies, in the tab “Chats”.',
  signInTitle: 'Your sign-in has ended',
  signInText: 'Reload the page of Bitrix24 to go on.',
  appTitle: 'The app may not work here',
  appText:
    'It lacks a permission, the plan does not include it, or it was not opened to you. An administrator of this Bitrix24 can help.',
  failedTitle: 'The panel did not start',
  failedText: 'Try again. If it happens once more, send the code to the support of the app.',
  showAll: { one: 'Show all ({number} character)', other: 'Show all ({number} characters)' },
} as const
