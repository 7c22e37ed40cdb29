import { useCallback, useEffect, useState } from 'react'
import type { Chat } from '@/domain/chat'
import type { UserId } from '@/domain/ids'
import { useT } from '@/i18n/i18n'
import { useChatActions } from '@/mutations/chat-actions'
import { chatCommandsOf } from '@/features/chat-actions/chat-commands'
// Here with the keys: what is typed right after Ctrl+K is for the menu, and must find it.
import { CommandPalette, type Command } from './command-palette'

/** Ctrl+K, on a Mac Cmd+K: everything that can be done to the open chat, and what else the panel can do (`more`). */
export const CommandPaletteOpener = ({
  chat,
  me,
  more,
}: {
  readonly chat: Chat | null
  readonly me: UserId
  readonly more: readonly Command[]
}) => {
  const [open, setOpen] = useState(false)
  const close = useCallback(() => setOpen(false), [])
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const wanted = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.code === 'KeyK'
      if (!wanted || event.defaultPrevented || document.querySelector('dialog:modal')) return
      event.preventDefault()
      setOpen(true)
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
  if (!open) return null
  return chat ? (
    <ChatCommands chat={chat} me={me} more={more} onClose={close} />
  ) : (
    <CommandPalette commands={more} onClose={close} />
  )
}

const ChatCommands = ({
  chat,
  me,
  more,
  onClose,
}: {
  readonly chat: Chat
  readonly me: UserId
  readonly more: readonly Command[]
  readonly onClose: () => void
}) => {
  const t = useT()
  const { available } = useChatActions(chat, me)
  const own = chatCommandsOf(chat, available, t).map(({ id, label, run }): Command => ({
    id,
    words: label,
    keys: null,
    run,
  }))
  return <CommandPalette commands={[...own, ...more]} onClose={onClose} />
}
