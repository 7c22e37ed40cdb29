import { useState } from 'react'
import type { ChatId, FileId } from '@/domain/ids'
import { asPortalError, type PortalError } from '@/portal/portal-error'
import { usePortal } from '@/queries/card-context'

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
