import type { ExportFacts, ExportFormat } from './export-writer'

// Characters that file systems refuse or interpret, invisible ones, and those that change the text direction.
const UNSAFE_NAME_CHARACTERS = /[\\/:*?"<>|\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu
const MAX_NAME_LENGTH = 80

/** A file name from a title, which anyone may have chosen; `at`: unix ms. */
export const exportName = (title: string, at: number, extension: string): string => {
  const day = new Date(at)
  const two = (value: number) => String(value).padStart(2, '0')
  const date = `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`
  const name = [...title.replace(UNSAFE_NAME_CHARACTERS, ' ').replace(/\s+/g, ' ')].slice(0, MAX_NAME_LENGTH).join('')
  // A leading dot hides a file.
  return `${name.replace(/^[. ]+|[. ]+$/g, '') || 'chat'}, ${date}.${extension}`
}

/** Passes a file to the browser's downloads. */
export const saveExport = (file: Blob, { chat, exportedAt }: ExportFacts, format: ExportFormat): void => {
  const url = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = url
  link.download = exportName(`${chat.client}, ${chat.channel.title}`, exportedAt, format)
  link.click()
  // By then the browser has read it; a URL that isn't revoked would keep the whole conversation in memory.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
