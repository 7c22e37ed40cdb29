import { useQuery } from '@tanstack/react-query'
import type { LineId } from '@/domain/ids'
import type { QuickAnswer } from '@/domain/quick-answer'
import { asPortalError, type PortalError } from '@/portal/portal-error'
import { keys } from './keys'
import { usePortal } from './portal-context'

/** Quick answers of a line; `answers` null while they are on their way or failed. */
export interface QuickAnswers {
  readonly answers: readonly QuickAnswer[] | null
  readonly error: PortalError | null
  readonly retry: () => void
}

/** Reads a line's quick answers, once it is asked for; null = no line. */
export const useQuickAnswers = (lineId: LineId | null): QuickAnswers => {
  const portal = usePortal()
  const { data, error, refetch, isFetching } = useQuery({
    queryKey: keys.quickAnswers(lineId ?? 0),
    queryFn: () => (lineId === null ? Promise.resolve([]) : portal.quickAnswers(lineId)),
    retry: false,
  })
  return {
    answers: data ?? null,
    error: error && !isFetching ? asPortalError(error) : null,
    retry: () => void refetch(),
  }
}
