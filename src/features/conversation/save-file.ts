import type { FileLink } from '@/queries/file-link'

/** Lets the browser fetch an address as a download, or show it in a window that knows nothing of the panel. */
const saveFile = (url: string, name: string): void => {
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.target = '_blank'
  link.rel = 'noopener noreferrer'
  link.click()
}

/** The same by a one-time address, asked for now; where it does not come, `link.error` says why. */
export const saveLinked = async (link: FileLink, name: string): Promise<void> => {
  const url = await link.ask()
  if (url !== null) saveFile(url, name)
}
