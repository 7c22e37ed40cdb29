import { useQuery } from '@tanstack/react-query'
import type { ChatId } from '@/domain/ids'
import { usePortal } from './portal-context'

/** Whether the portal's plan keeps older messages of a chat back; null = not known. Asked once, by a search of a chat the caller is in. */
export const usePlanLimit = (chatId: ChatId): boolean | null => {
  const portal = usePortal()
  const { data } = useQuery({
    queryKey: ['plan-limit', chatId],
    queryFn: async () =>
      (await portal.findMessages(chatId, { words: '', from: null, beyond: null, limit: 1 })).limitedByPlan,
  })
  return data ?? null
}
