import { useCallback, useState, type ReactNode } from 'react'
import { useShortcut } from '@/lib/shortcut-handlers'

/** Opens the command palette with Ctrl+K, on a Mac Cmd+K. `children`: the palette, made when it opens. */
export const CommandPaletteOpener = ({ children }: { readonly children: (close: () => void) => ReactNode }) => {
  const [open, setOpen] = useState(false)
  const close = useCallback(() => setOpen(false), [])
  useShortcut('commands', () => {
    setOpen(true)
    return true
  })
  return open ? children(close) : null
}
