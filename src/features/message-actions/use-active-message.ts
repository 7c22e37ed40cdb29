import { useEffect, useRef, useState, type RefObject } from 'react'
import { messageAround, messageElement } from '@/lib/message-elements'

/** A touch that stays this long (ms), within this distance (px), opens the menu. */
const LONG_PRESS_MS = 450
const STEADY_PX = 10

/** Handlers for pointer and keys at a message. `onKey`, `onUp`: true = the key was handled. */
export interface ActiveMessage {
  readonly onMenu: (article: HTMLElement) => void
  readonly onKey: (article: HTMLElement, event: KeyboardEvent) => boolean
  /** Arrow up in an empty field. */
  readonly onUp: (field: HTMLTextAreaElement) => boolean
}

/**
 * Handles all events at the messages around `anchor`: pointer over one, focus on one, a long press, keys. Returns the element of the
 * message whose tools are shown.
 */
export const useActiveMessage = (anchor: RefObject<HTMLElement | null>, hand: ActiveMessage): HTMLElement | null => {
  const [hovered, setHovered] = useState<HTMLElement | null>(null)
  const [focused, setFocused] = useState<HTMLElement | null>(null)
  const latest = useRef(hand)
  useEffect(() => {
    latest.current = hand
  })
  useEffect(() => {
    const root = anchor.current?.parentElement
    if (!root) return
    const ended = new AbortController()
    const on = <Name extends keyof HTMLElementEventMap>(
      name: Name,
      run: (event: HTMLElementEventMap[Name]) => void,
      capture = false,
    ) => root.addEventListener(name, run, { signal: ended.signal, capture })

    on('pointerover', ({ target, pointerType }) => {
      if (pointerType !== 'touch') setHovered(messageAround(target))
    })
    on('pointerleave', () => setHovered(null))
    on('focusin', ({ target }) => {
      const article = messageAround(target)
      setFocused(article && (target as Element).matches(':focus-visible') ? article : null)
    })
    on('focusout', ({ relatedTarget }) => {
      if (!messageAround(relatedTarget)) setFocused(null)
    })

    let press: { readonly timer: ReturnType<typeof setTimeout>; readonly x: number; readonly y: number } | null = null
    const letGo = () => {
      clearTimeout(press?.timer)
      press = null
    }
    on('pointerdown', ({ target, pointerType, clientX, clientY }) => {
      letGo()
      const article = messageAround(target)
      if (pointerType !== 'touch' || !article) return
      const timer = setTimeout(() => latest.current.onMenu(article), LONG_PRESS_MS)
      press = { timer, x: clientX, y: clientY }
    })
    on('pointermove', ({ clientX, clientY }) => {
      if (press && Math.hypot(clientX - press.x, clientY - press.y) > STEADY_PX) letGo()
    })
    on('pointerup', letGo)
    on('pointercancel', letGo)
    on('scroll', letGo, true)
    on('contextmenu', (event) => {
      // A touch opens the panel's own menu; a mouse gets the browser's, to copy a part of the text.
      if (press || (event.pointerType === 'touch' && messageAround(event.target))) event.preventDefault()
    })

    on('keydown', (event) => {
      const { target, key } = event
      if (event.defaultPrevented || event.isComposing || event.repeat || event.ctrlKey || event.metaKey || event.altKey)
        return
      setHovered(null)
      let done = false
      if (target instanceof HTMLTextAreaElement) {
        done = key === 'ArrowUp' && !event.shiftKey && target.value === '' && latest.current.onUp(target)
      } else if (target instanceof HTMLElement && messageElement(target)) {
        if (key === 'Enter' || key === 'ContextMenu' || (key === 'F10' && event.shiftKey)) {
          latest.current.onMenu(target)
          done = true
        } else if (!event.shiftKey || key.length === 1) done = latest.current.onKey(target, event)
      }
      if (done) event.preventDefault()
    })
    return () => {
      letGo()
      ended.abort()
    }
  }, [anchor])
  return hovered ?? focused
}
