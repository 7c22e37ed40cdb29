import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { ChatId, MessageId, UserId } from '@/domain/ids'
import { useT } from '@/i18n/i18n'
import { answeredSince, newestLoaded, type Colleague } from '@/queries/team'

/**
 * Keeps two operators from answering the same client: returns what to say instead of sending, once for each reason and text, or null
 * when the reply may go out.
 */
export const useSecondThoughts = (
  chatId: ChatId,
  me: UserId,
  text: string,
  writers: readonly Colleague[],
): (() => string | null) => {
  const t = useT()
  const client = useQueryClient()
  /** The newest message when the operator began to type; null while there is nothing typed. */
  const began = useRef<MessageId | 0 | null>(null)
  const told = useRef(new Set<'writing' | 'answered'>())
  const typed = text !== ''
  useEffect(() => {
    began.current = typed ? newestLoaded(client, chatId) : null
    told.current.clear()
  }, [typed, client, chatId])

  return () => {
    const answeredBy = answeredSince(client, chatId, me, began.current ?? newestLoaded(client, chatId))
    const reason = answeredBy !== null ? 'answered' : writers.length > 0 ? 'writing' : null
    if (reason === null || told.current.has(reason)) return null
    told.current.add(reason)
    const names = writers.map(({ firstName }) => firstName).join(', ')
    const why =
      answeredBy === null
        ? t('team.isWriting', { count: writers.length, names })
        : t('team.hasAnswered', { name: answeredBy })
    return `${why} ${t(matchMedia('(pointer: coarse)').matches ? 'team.againSend' : 'team.againEnter')}`
  }
}
