import { Suspense, useEffect, useState } from 'react'
import type { Chat } from '@/domain/chat'
import { lazyWithRetry } from '@/lib/lazy-with-retry'
import { focusTarget } from '@/lib/focus-targets'
import { useShortcut } from '@/lib/shortcut-handlers'
import { onMessageSearchRequested } from '@/lib/panel-events'

const MessageSearchBar = lazyWithRetry(async () => (await import('./message-search-bar')).MessageSearchBar)

/** Opens the search in a conversation: by Ctrl+F in the conversation, or by a command. */
export const MessageSearchOpener = ({ chat }: { readonly chat: Chat }) => {
  const [open, setOpen] = useState(false)
  useEffect(() => onMessageSearchRequested(() => setOpen(true)), [])
  useShortcut('find', (event) => {
    // The browser's own search finds only rendered messages; outside of the conversation it is the better one.
    const inside = event?.target instanceof Node && focusTarget('conversation')?.contains(event.target)
    if (!inside || !focusTarget('log')) return false
    setOpen(true)
    return true
  })
  if (!open) return null
  return (
    // The same height as the bar.
    <Suspense fallback={<div className="h-12 flex-none" />}>
      <MessageSearchBar chat={chat} onClose={() => setOpen(false)} />
    </Suspense>
  )
}
