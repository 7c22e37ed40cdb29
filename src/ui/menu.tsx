import { useEffect, useLayoutEffect, useRef, type KeyboardEvent, type ReactNode } from 'react'

/** One thing to choose. `keys`: how else it is done, as printed on keys. */
export interface MenuItem {
  readonly id: string
  readonly label: string
  readonly icon?: ReactNode
  readonly keys?: string
  /** Takes something away for good. */
  readonly destructive?: boolean
  readonly run: () => void
}

/** Where a menu opens: below this box (px of the window), or above it where there is more room. */
export type MenuPlace = Pick<DOMRect, 'top' | 'bottom' | 'left' | 'right'>

const EDGE_MARGIN_PX = 8

/**
 * A menu that is open as long as it is rendered. Arrows, Home and End move, a letter goes to the item that begins with it; Esc, Tab and a
 * press beside it close it. The focus returns to `opener`, or to where it was; what is chosen runs after that. A press on `opener` is no
 * press beside the menu: the button closes it by itself. `align`: which edge of `place` the menu keeps to.
 */
export const Menu = ({
  label,
  items,
  place,
  align = 'start',
  opener = null,
  onClose,
}: {
  readonly label: string
  readonly items: readonly MenuItem[]
  readonly place: MenuPlace
  readonly align?: 'start' | 'end'
  readonly opener?: HTMLElement | null
  readonly onClose: () => void
}) => {
  const menu = useRef<HTMLDivElement>(null)
  const focusBefore = useRef<Element | null>(null)
  const close = useRef(onClose)
  useEffect(() => {
    close.current = onClose
  })
  const all = () => [...(menu.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])]

  useLayoutEffect(() => {
    const { current } = menu
    if (!current) return
    focusBefore.current = document.activeElement
    current.showPopover()
    const { clientWidth, clientHeight } = document.documentElement
    const { width, height } = current.getBoundingClientRect()
    const below = place.bottom + 4 + height <= clientHeight - EDGE_MARGIN_PX
    const top = below
      ? place.bottom + 4
      : Math.max(EDGE_MARGIN_PX, Math.min(place.top - 4 - height, clientHeight - EDGE_MARGIN_PX - height))
    const rightToLeft = getComputedStyle(current).direction === 'rtl'
    const [startGap, endGap] = rightToLeft
      ? [clientWidth - place.right, place.left]
      : [place.left, clientWidth - place.right]
    const start = align === 'start' ? startGap : clientWidth - endGap - width
    current.style.insetBlockStart = `${top}px`
    current.style.insetInlineStart = `${Math.max(EDGE_MARGIN_PX, Math.min(start, clientWidth - EDGE_MARGIN_PX - width))}px`
    current.querySelector<HTMLElement>('[role=menuitem]')?.focus({ preventScroll: true })
    const onPointerDown = ({ target }: PointerEvent) => {
      if (!(target instanceof Node && (current.contains(target) || opener?.contains(target)))) close.current()
    }
    document.addEventListener('pointerdown', onPointerDown, true)
    return () => document.removeEventListener('pointerdown', onPointerDown, true)
  }, [place, align, opener])

  const leave = () => {
    const target = opener ?? focusBefore.current
    if (target instanceof HTMLElement) target.focus({ preventScroll: true })
    onClose()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const buttons = all()
    const here = buttons.indexOf(document.activeElement as HTMLElement)
    const to = { ArrowDown: here + 1, ArrowUp: here - 1 + buttons.length, Home: 0, End: buttons.length - 1 }[event.key]
    if (to !== undefined) buttons[to % buttons.length]?.focus()
    else if (event.key === 'Escape' || event.key === 'Tab') leave()
    else if (event.key.length === 1 && event.key !== ' ' && !event.ctrlKey && !event.metaKey && !event.altKey) {
      const order = [...buttons.slice(here + 1), ...buttons.slice(0, here + 1)]
      order.find(({ textContent }) => textContent.toLowerCase().startsWith(event.key.toLowerCase()))?.focus()
    } else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <div
      ref={menu}
      popover="manual"
      role="menu"
      tabIndex={-1}
      aria-label={label}
      onKeyDown={onKeyDown}
      className="fixed inset-auto m-0 max-h-[calc(100dvh-1rem)] min-w-52 max-w-[calc(100vw-1rem)] overflow-y-auto rounded-md border border-line bg-surface p-1 text-md text-fg shadow-popup scrollbar-thin"
    >
      {items.map(({ id, label, icon, keys, destructive, run }) => (
        <button
          key={id}
          type="button"
          role="menuitem"
          tabIndex={-1}
          aria-keyshortcuts={keys}
          onClick={() => {
            leave()
            run()
          }}
          className={`flex min-h-8.5 w-full items-center gap-2.5 rounded-sm px-2.5 py-1 text-start hover:bg-hover focus-visible:bg-hover pointer-coarse:min-h-10 [&>svg]:size-4.5 [&>svg]:flex-none ${destructive ? 'text-alert-fg' : '[&>svg]:text-icon'}`}
        >
          {icon}
          <span className="min-w-0 flex-1 wrap-anywhere">{label}</span>
          {keys !== undefined && (
            <kbd
              aria-hidden="true"
              className="flex-none rounded-xs border border-line-2 px-1.5 font-sans text-xs text-fg-3 pointer-coarse:hidden"
            >
              {keys}
            </kbd>
          )}
        </button>
      ))}
    </div>
  )
}
