import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { ChatId } from '@/domain/ids'
import { addRange, MAX_WINDOW_MESSAGES, type MessageWindow } from '@/domain/message-window'
import { queryKeys } from '@/queries/query-keys'
import { usePortal } from '@/queries/card-context'

/** Loading what a period lacks. `full` = no more fits into memory. */
export interface LoadSince {
  readonly status: 'idle' | 'loading' | 'failed' | 'full'
  readonly load: (since: number) => void
  readonly cancel: () => void
}

const PAGES_PER_REQUEST = 4

/** Reads older messages of a chat, page by page, until a moment (unix ms) is reached, the beginning, or what is kept of a chat. */
export const useLoadSince = (chatId: ChatId): LoadSince => {
  const portal = usePortal()
  const client = useQueryClient()
  const [status, setStatus] = useState<LoadSince['status']>('idle')
  const wanted = useRef(false)
  useEffect(
    () => () => {
      wanted.current = false
    },
    [chatId],
  )
  const load = async (since: number) => {
    const key = queryKeys.messages(chatId)
    setStatus('loading')
    wanted.current = true
    try {
      while (wanted.current) {
        const window = client.getQueryData<MessageWindow>(key)
        const oldest = window?.messages[0]
        if (!window || !oldest || !window.hasOlder || window.source !== 'member' || oldest.date < since) break
        // More would push the newest messages out.
        if (window.messages.length + PAGES_PER_REQUEST * 50 > MAX_WINDOW_MESSAGES) return setStatus('full')
        const come = await portal.fetchMessageRange(chatId, 'older', oldest.id, PAGES_PER_REQUEST)
        client.setQueryData<MessageWindow>(key, (now) => now && addRange(now, oldest.id, 'older', come, come.more))
        if (come.messages.length === 0) break
      }
      setStatus('idle')
    } catch {
      setStatus('failed')
    }
  }
  return {
    status,
    load: (since) => void load(since),
    cancel: () => {
      wanted.current = false
    },
  }
}
