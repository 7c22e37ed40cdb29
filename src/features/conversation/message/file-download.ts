import type { PhraseKey } from '@/i18n/i18n'
import type { PortalError } from '@/queries/card-context'
import type { DownloadUrl } from './use-download-url'

/** Why a file can't be had, in words. */
export const fileErrorKey = ({ code, kind }: PortalError): PhraseKey => {
  if (code === 'FILE_NOT_FOUND') return 'files.gone'
  return code === 'ACCESS_DENIED' || kind === 'forbidden' ? 'files.denied' : 'files.failed'
}

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
export const saveLinked = async (link: DownloadUrl, name: string): Promise<void> => {
  const url = await link.ask()
  if (url !== null) saveFile(url, name)
}
