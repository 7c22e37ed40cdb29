import { exportName } from './export-name'
import type { ExportFacts, ExportFormat } from './sheet'

/** Gives a file to the browser's downloads. */
export const saveExport = (file: Blob, { chat, exportedAt }: ExportFacts, format: ExportFormat): void => {
  const url = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = url
  link.download = exportName(`${chat.client}, ${chat.channel.title}`, exportedAt, format)
  link.click()
  // The browser has taken it by then; a URL that is kept would keep the whole conversation.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
