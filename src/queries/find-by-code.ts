import { useQuery } from '@tanstack/react-query'
import type { ChatId } from '@/domain/ids'
import { asPortalError, type PortalError } from '@/portal/portal-error'
import { usePortal } from './portal-context'

/** What the portal says about a user code. `chatId`: null = no chat, or none for the caller. */
export interface FoundByCode {
  readonly status: 'loading' | 'failed' | 'ready'
  readonly chatId: ChatId | null
  readonly error: PortalError | null
  readonly retry: () => void
}

/** Asks which chat a user code belongs to; `code` null = nothing is asked. */
export const useFoundByCode = (code: string | null): FoundByCode => {
  const portal = usePortal()
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ['code', code],
    queryFn: () => (code === null ? null : portal.findChatByCode(code)),
    enabled: code !== null,
  })
  return {
    status: isFetching ? 'loading' : error ? 'failed' : 'ready',
    chatId: data ?? null,
    error: error ? asPortalError(error) : null,
    retry: () => void refetch(),
  }
}
