import { useEffect, useEffectEvent } from 'react'
import type { ShortcutId } from '@/domain/shortcuts'

/** Does it; false = it does not apply here, and the key keeps its meaning. `event`: null = asked for without a key, by a command. */
type ShortcutHandler = (event: KeyboardEvent | null) => boolean

const handlers = new Map<ShortcutId, readonly ShortcutHandler[]>()

/** Says what a shortcut does, until the function it returns is called. Of several the latest that applies does it. */
const registerShortcut = (id: ShortcutId, run: ShortcutHandler): (() => void) => {
  handlers.set(id, [...(handlers.get(id) ?? []), run])
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
