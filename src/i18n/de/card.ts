export const card = {
  defectTitle: 'Hier ist etwas schiefgegangen',
  defectText: 'Die anderen Teile des Panels arbeiten weiter.',
  chooseTitle: 'Chat auswählen',
  chooseText: 'Mit Alt + ↓ durch die Liste gehen.',
  workingFailed: 'Das Eingabefeld wurde nicht geladen. Lesen können Sie weiterhin.',
} as const
