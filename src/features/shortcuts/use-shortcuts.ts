import { useEffect, useRef, type RefObject } from 'react'
import type { Chat } from '@/domain/chat'
import type { ChatId } from '@/domain/ids'
import { isLetterKey } from './letter-keys'

/** What the panel's keys act on. */
export interface PanelShortcutsProps {
  readonly panel: RefObject<HTMLElement | null>
  /** In the order of the list. */
  readonly chats: readonly Chat[]
  readonly selected: ChatId | null
  readonly open: (chatId: ChatId) => void
  /** Esc that nothing else used. */
  readonly escape: () => void
}

const paneSelector = 'aside, section[aria-label], [role=complementary], [role=region]'
/** Where somebody who comes to a pane wants to be, best first. */
const entrances = ['textarea', '[role=listbox]', '[tabindex="0"], button, input, a[href]'] as const

const isVisible = (element: HTMLElement): boolean => element.checkVisibility({ visibilityProperty: true })

const movePane = (panel: HTMLElement, step: 1 | -1): void => {
  // The list stays in the page where a conversation covers it.
  const panes = [...panel.querySelectorAll<HTMLElement>(paneSelector)].filter(
    (pane) => !pane.parentElement?.closest(paneSelector) && isVisible(pane),
  )
  const here = panes.findIndex((pane) => pane.contains(document.activeElement))
  const next = panes.at((Math.max(here, step < 0 ? 0 : -1) + step) % panes.length)
  for (const entrance of entrances) {
    const target = next?.querySelector<HTMLElement>(entrance)
    if (target) return target.focus()
  }
}

/** Keys that work anywhere in the panel: F6 and Shift+F6 (panes), Alt+Up and Alt+Down (chats), / (search), Esc. */
export const PanelShortcuts = ({ panel, ...keys }: PanelShortcutsProps): null => {
  const latest = useRef(keys)
  useEffect(() => {
    latest.current = keys
  })
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const element = panel.current
      if (!element || event.defaultPrevented || event.isComposing) return
      // A dialog keeps the keys to itself, and closes on Esc by itself.
      if (element.querySelector('dialog:modal')) return
      const { chats, selected, open, escape } = latest.current
      if (event.key === 'F6') {
        event.preventDefault()
        movePane(element, event.shiftKey ? -1 : 1)
      } else if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
        event.preventDefault()
        const here = chats.findIndex((chat) => chat.id === selected)
        const next = chats[event.key === 'ArrowDown' ? here + 1 : here - 1]
        if (next && (here >= 0 || event.key === 'ArrowDown')) open(next.id)
      } else if (isLetterKey(event, '/')) {
        const search = element.querySelector<HTMLInputElement>('input[type=search]')
        if (!search || !isVisible(search)) return
        event.preventDefault()
        search.focus()
      } else if (event.key === 'Escape') escape()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [panel])
  return null
}
