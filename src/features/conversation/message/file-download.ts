import type { ChatId, FileId } from '@/domain/ids'
import type { PhraseKey } from '@/i18n/i18n'
import { asPortalError, type PortalError } from '@/portal/portal-error'
import { usePortal } from '@/queries/card-context'
import { useState } from 'react'

/** Access to a file where the portal's own address does not open in the frame. */
export interface DownloadUrl {
  /** One-time address, requested by `request`; null before. */
  readonly url: string | null
  readonly error: PortalError | null
  /** Requests an address, one at a time; null = failed, see `error`. */
  readonly request: () => Promise<string | null>
}

/** One-time addresses of one file. Each holds a token and is kept only in this component. */
export const useDownloadUrl = (chatId: ChatId, fileId: FileId): DownloadUrl => {
  const portal = usePortal()
  const [state, setState] = useState<Pick<DownloadUrl, 'url' | 'error'>>({ url: null, error: null })
  return {
    ...state,
    request: async () => {
      try {
        const url = await portal.fetchDownloadUrl(chatId, fileId)
        setState({ url, error: null })
        return url
      } catch (thrown) {
        setState({ url: null, error: asPortalError(thrown) })
        return null
      }
    },
  }
}

/** Text for a file that can't be loaded. */
export const fileErrorKey = ({ code, kind }: PortalError): PhraseKey => {
  if (code === 'FILE_NOT_FOUND') return 'files.gone'
  return code === 'ACCESS_DENIED' || kind === 'forbidden' ? 'files.denied' : 'files.failed'
}

/** Makes the browser download an address, or open it in a window without access to the panel. */
const saveFile = (url: string, name: string): void => {
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.target = '_blank'
  link.rel = 'noopener noreferrer'
  link.click()
}

/** The same by a new one-time address; after a failure see `link.error`. */
export const saveLinked = async (link: DownloadUrl, name: string): Promise<void> => {
  const url = await link.request()
  if (url !== null) saveFile(url, name)
}
