import { Suspense, useEffect, useState } from 'react'
import type { Chat } from '@/domain/chat'
import { lazyWithRetry } from '@/lib/lazy-with-retry'
import { openMessageSearch, onMessageSearchRequested } from '@/lib/panel-events'

const MessageSearchBar = lazyWithRetry(async () => (await import('./message-search-bar')).MessageSearchBar)

/** Where the search in a conversation opens: by Ctrl+F in the conversation, or from the commands. */
export const MessageSearchOpener = ({ chat }: { readonly chat: Chat }) => {
  const [open, setOpen] = useState(false)
  useEffect(() => onMessageSearchRequested(() => setOpen(true)), [])
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const wanted = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.code === 'KeyF'
      // The browser's own search sees only the messages in sight; elsewhere it is the better one.
      const inside = event.target instanceof Element && event.target.closest('section')?.querySelector('[role=log]')
      if (!wanted || !inside || event.defaultPrevented || document.querySelector('dialog:modal')) return
      event.preventDefault()
      openMessageSearch()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
  if (!open) return null
  return (
    // As high as the bar that comes.
    <Suspense fallback={<div className="h-12 flex-none" />}>
      <MessageSearchBar chat={chat} onClose={() => setOpen(false)} />
    </Suspense>
  )
}
