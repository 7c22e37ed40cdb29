import type { ChatId } from '@/domain/ids'
import type { ChatFile } from '@/domain/message'
import type { PhraseKey } from '@/i18n/i18n'
import { asPortalError, type PortalError } from '@/portal/portal-error'
import { usePortal } from '@/queries/card-context'
import { isWithoutDownload } from '@/queries/file-addresses'
import { useState, type MouseEvent } from 'react'

/** Access to a file where the portal's own address does not open in the frame. */
export interface DownloadUrl {
  /** One-time address, requested by `show`; null before. */
  readonly url: string | null
  readonly error: PortalError | null
  /** Requests a new address for the page itself. */
  readonly show: () => Promise<void>
  /** Forgets address and error. */
  readonly clear: () => void
  /** Saves the file, by an address of its own. */
  readonly save: () => Promise<void>
  /** Opens the file outside of the panel, by an address of its own. */
  readonly open: () => Promise<void>
}

/** Makes the browser download an address, or open it in a window without access to the panel. `name` null = no download wanted. */
const followLink = (url: string, name: string | null): void => {
  const link = document.createElement('a')
  link.href = url
  if (name !== null) link.download = name
  link.target = '_blank'
  link.rel = 'noopener noreferrer'
  link.click()
}

/**
 * One-time addresses of one file. Each holds a token, works once, and is kept only in this component. Portals that are older than them have
 * the file's own address.
 */
export const useDownloadUrl = (chatId: ChatId, file: ChatFile): DownloadUrl => {
  const portal = usePortal()
  const [url, setUrl] = useState<string | null>(null)
  const [error, setError] = useState<PortalError | null>(null)
  const request = async (plain: string | null, give: (address: string) => void): Promise<void> => {
    try {
      const address = await portal.fetchDownloadUrl(chatId, file.id)
      setError(null)
      give(address)
    } catch (thrown) {
      const failure = asPortalError(thrown)
      if (plain !== null && isWithoutDownload(failure)) return give(plain)
      setError(failure)
    }
  }
  return {
    url,
    error,
    show: () => request(null, setUrl),
    clear: () => {
      setUrl(null)
      setError(null)
    },
    save: () => request(file.downloadUrl ?? file.showUrl, (address) => followLink(address, file.name)),
    open: () => request(file.showUrl ?? file.downloadUrl, (address) => followLink(address, null)),
  }
}

/** A press on a link to a file opens a one-time address instead; with a modifier key the browser opens the link itself. */
export const openOnClick =
  (link: DownloadUrl) =>
  (event: MouseEvent): void => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    void link.open()
  }

/** Text for a file that can't be loaded. */
export const fileErrorKey = ({ code, kind }: PortalError): PhraseKey => {
  if (code === 'FILE_NOT_FOUND') return 'files.gone'
  return code === 'ACCESS_DENIED' || kind === 'forbidden' ? 'files.denied' : 'files.failed'
}
