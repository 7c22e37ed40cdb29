import { useEffect } from 'react'
import type { Chat } from '@/domain/chat'
import type { ChatId } from '@/domain/ids'
import { shortcuts } from '@/domain/shortcuts'
import { focusTarget, isModalOpen, movePane } from '@/lib/focus-targets'
import { dropKeptShortcut, keepShortcut, matchesKeys, runShortcut, useShortcut } from '@/lib/shortcut-handlers'
import { getSetting } from '@/settings/setting-store'

/** What the panel's keys act on. */
export interface PanelShortcutsProps {
  /** In the order of the list. */
  readonly chats: readonly Chat[]
  readonly selected: ChatId | null
  readonly open: (chatId: ChatId) => void
  /** Esc that nothing else used. */
  readonly escape: () => void
}

const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

/** The one listener for the panel's shortcuts. It comes last: what a widget has used is `defaultPrevented`. */
const dispatch = (event: KeyboardEvent): void => {
  if (!event.repeat) dropKeptShortcut()
  // A dialog keeps the keys to itself, and closes on Esc by itself.
  if (event.defaultPrevented || event.isComposing || isModalOpen()) return
  const found = shortcuts.find(
    ({ id, keys, unlisted }) => id !== null && [...keys, ...(unlisted ?? [])].some((one) => matchesKeys(one, event)),
  )
  if (!found?.id || (event.repeat && !found.repeats)) return
  if (found.letter && (getSetting('letterKeys') === 'off' || isField(event.target))) return
  if (runShortcut(found.id, event) || (found.kept && keepShortcut(found.id, event))) event.preventDefault()
}

/** Listens for every shortcut of the panel, and does those that belong to no feature: panes, chats, search, Esc. */
export const PanelShortcuts = ({ chats, selected, open, escape }: PanelShortcutsProps): null => {
  useEffect(() => {
    document.addEventListener('keydown', dispatch)
    document.addEventListener('pointerdown', dropKeptShortcut)
    return () => {
      document.removeEventListener('keydown', dispatch)
      document.removeEventListener('pointerdown', dropKeptShortcut)
    }
  }, [])
  useShortcut('panes', (event) => {
    movePane(event?.shiftKey ? -1 : 1)
    return true
  })
  useShortcut('chats', (event) => {
    const step = event?.key === 'ArrowUp' ? -1 : 1
    const here = chats.findIndex((chat) => chat.id === selected)
    const next = chats[here + step]
    if (next && (here >= 0 || step > 0)) open(next.id)
    return true
  })
  useShortcut('search', () => {
    const search = focusTarget('search')
    search?.focus()
    return search !== null
  })
  useShortcut('escape', () => {
    escape()
    return false
  })
  return null
}
