import type { ExportFacts, ExportFormat } from './export-writer'

// What a file system refuses or reads in its own way, what can't be seen, and what turns the direction around.
const UNSAFE_NAME_CHARACTERS = /[\\/:*?"<>|\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu
const MAX_NAME_LENGTH = 80

/** A file's name out of title that anybody may have chosen; `at`: unix ms. */
export const exportName = (title: string, at: number, extension: string): string => {
  const day = new Date(at)
  const two = (value: number) => String(value).padStart(2, '0')
  const date = `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`
  const name = [...title.replace(UNSAFE_NAME_CHARACTERS, ' ').replace(/\s+/g, ' ')].slice(0, MAX_NAME_LENGTH).join('')
  // A leading dot hides a file.
  return `${name.replace(/^[. ]+|[. ]+$/g, '') || 'chat'}, ${date}.${extension}`
}

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
