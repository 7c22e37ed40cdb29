import type { ChatId, FileId } from '@/domain/ids'
import type { PhraseKey } from '@/i18n/i18n'
import { asPortalError, type PortalError } from '@/portal/portal-error'
import { usePortal } from '@/queries/card-context'
import { useState } from 'react'

/** The way to a file where the portal's own link does not open in the frame. */
export interface DownloadUrl {
  /** One-time address, asked for by `ask`; null before. */
  readonly url: string | null
  readonly error: PortalError | null
  /** Asks once at a time; null = it did not come, `error` says why. */
  readonly ask: () => Promise<string | null>
}

/** One-time addresses of one file. Each holds a token and lives in this component alone. */
export const useDownloadUrl = (chatId: ChatId, fileId: FileId): DownloadUrl => {
  const portal = usePortal()
  const [state, setState] = useState<Pick<DownloadUrl, 'url' | 'error'>>({ url: null, error: null })
  return {
    ...state,
    ask: async () => {
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
