import { type RefObject, useCallback, useEffect, useState } from 'react'
import { setSetting } from '@/settings/setting-store'
import { useSetting } from '@/settings/use-setting'

/** How many panes have room side by side: one below 480 px, two below 900 px, else three. Container width, not the window's. */
export type PaneCount = 'one' | 'two' | 'three'

/** Width class of a width in CSS px. */
export const paneCount = (width: number): PaneCount => (width < 480 ? 'one' : width < 900 ? 'two' : 'three')

/** The width class of an element, kept current. */
export const usePaneCount = (panel: RefObject<HTMLElement | null>): PaneCount => {
  const [width, setWidth] = useState<PaneCount>(() => paneCount(document.documentElement.clientWidth))
  useEffect(() => {
    const element = panel.current
    if (!element) return undefined
    const observer = new ResizeObserver(([entry]) => {
      // A hidden tab has no width; the panes must not collapse into one because of it.
      if (entry && entry.contentRect.width > 0) setWidth(paneCount(entry.contentRect.width))
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [panel])
  return width
}

/** Whether the details are open: beside the conversation that is remembered, over it (`beside` false) they start closed. */
export const useDetailsPane = (beside: boolean) => {
  const openBeside = useSetting('detailsPane') === 'open'
  const [openOver, setOpenOver] = useState(false)
  const toggle = useCallback(() => {
    if (!beside) return setOpenOver((open) => !open)
    setSetting('detailsPane', openBeside ? 'closed' : 'open')
  }, [beside, openBeside])
  const closeOver = useCallback(() => setOpenOver(false), [])
  return { open: beside ? openBeside : openOver, toggle, closeOver }
}
