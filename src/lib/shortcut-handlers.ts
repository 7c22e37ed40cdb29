import { useEffect, useEffectEvent } from 'react'
import type { ShortcutId } from '@/domain/shortcuts'

/** Keys whose printed name is not the browser's (KeyboardEvent.key). */
const names: Readonly<Record<string, string>> = { '↑': 'ArrowUp', '↓': 'ArrowDown', Esc: 'Escape', Menu: 'ContextMenu' }

/** What of a key press decides. */
export type PressedKey = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>

/**
 * Whether keys as they are printed (`Ctrl+Shift+X`) were pressed. `Ctrl` is also the Mac's Cmd. A letter held with Ctrl or Alt is taken
 * by its place on the keyboard, so that it works with Cyrillic letters; a character alone by what it types, with or without Shift.
 */
export const matchesKeys = (keys: string, event: PressedKey): boolean => {
  const parts = keys.split('+')
  const key = parts.at(-1) ?? ''
  const isCharacter = key.length === 1 && names[key] === undefined
  const alone = parts.length === 1
  const ctrl = event.ctrlKey || event.metaKey
  if (ctrl !== parts.includes('Ctrl') || event.altKey !== parts.includes('Alt')) return false
  if (isCharacter && alone) return event.key.toLowerCase() === key.toLowerCase()
  if (event.shiftKey !== parts.includes('Shift')) return false
  return isCharacter ? event.code === `Key${key}` : event.key === (names[key] ?? key)
}

/** Does it; false = it does not apply here, and the key keeps its meaning. `event`: null = asked for without a key, by a command. */
type ShortcutHandler = (event: KeyboardEvent | null) => boolean

const handlers = new Map<ShortcutId, readonly ShortcutHandler[]>()
/** Pressed before the code that does it was loaded. */
let kept: { readonly id: ShortcutId; readonly event: KeyboardEvent } | null = null

/** Keeps a shortcut until something can do it; false = that is there, and it didn't apply. */
export const keepShortcut = (id: ShortcutId, event: KeyboardEvent): boolean => {
  if (handlers.has(id)) return false
  kept = { id, event }
  return true
}

/** The operator has gone on to something else, and would be surprised by what they asked for before. */
export const dropKeptShortcut = (): void => {
  kept = null
}

/** Says what a shortcut does, until the function it returns is called. Of several the latest that applies does it. */
const registerShortcut = (id: ShortcutId, run: ShortcutHandler): (() => void) => {
  handlers.set(id, [...(handlers.get(id) ?? []), run])
  if (kept?.id === id) {
    const { event } = kept
    kept = null
    queueMicrotask(() => run(event))
  }
  return () => void handlers.set(id, handlers.get(id)?.filter((one) => one !== run) ?? [])
}

/** Does what the shortcut does; false = nothing applies. */
export const runShortcut = (id: ShortcutId, event: KeyboardEvent | null = null): boolean =>
  handlers
    .get(id)
    ?.toReversed()
    .some((run) => run(event)) ?? false

/** Says what a shortcut does while the component is on screen. */
export const useShortcut = (id: ShortcutId, run: ShortcutHandler): void => {
  const latest = useEffectEvent(run)
  useEffect(() => registerShortcut(id, (event) => latest(event)), [id])
}
