export const card = {
  defectTitle: 'Здесь что-то сломалось',
  defectText: 'Остальные части панели продолжают работать.',
  chooseTitle: 'Выберите чат',
  chooseText: 'Alt + ↓ — переход по списку.',
  workingFailed: 'Поле для ответа не загрузилось. Читать можно и дальше.',
} as const
