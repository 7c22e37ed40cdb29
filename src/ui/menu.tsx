import { Menu as AriakitMenu, MenuItem as AriakitMenuItem, useMenuStore } from '@ariakit/react/menu'
import { useLayoutEffect, useRef, type KeyboardEvent, type ReactNode } from 'react'

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
/** Between the menu and its place. */
const GAP_PX = 4

/**
 * A menu that is open as long as it is rendered. Arrows, Home and End move, letters go to the item that begins with them; Esc, Tab and a
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
  const first = useRef<HTMLDivElement>(null)
  const focusBefore = useRef<Element | null>(null)
  const store = useMenuStore({
    open: true,
    setOpen: (open) => {
      if (!open) onClose()
    },
    placement: `bottom-${align}`,
    focusLoop: true,
  })
  useLayoutEffect(() => {
    focusBefore.current = document.activeElement
    // The top layer: above an open dialog, and still inside the panel, with its direction, theme and container queries.
    store.getState().popoverElement?.showPopover()
    // Synchronously: the library would do it after placing the menu, and keys typed until then would go to the element behind it.
    first.current?.focus({ preventScroll: true })
  }, [store])

  const leave = () => {
    const target = opener ?? focusBefore.current
    if (target instanceof HTMLElement) target.focus({ preventScroll: true })
    onClose()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' && event.key !== 'Tab') return
    leave()
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <AriakitMenu
      store={store}
      aria-label={label}
      // A popover instead of a portal. The classes remove the browser's default styles of a popover.
      wrapperProps={{ popover: 'manual', className: 'inset-auto m-0 overflow-visible border-0 bg-transparent p-0' }}
      fixed
      // Without it the library also tries the other edge of `place`.
      flip={`top-${align}`}
      overlap
      gutter={GAP_PX}
      overflowPadding={EDGE_MARGIN_PX}
      getAnchorRect={() => ({
        x: place.left,
        y: place.top,
        width: place.right - place.left,
        height: place.bottom - place.top,
      })}
      autoFocusOnShow={false}
      autoFocusOnHide={false}
      hideOnEscape={false}
      hideOnInteractOutside={({ target }) => !(target instanceof Node && opener?.contains(target))}
      onKeyDown={onKeyDown}
      className="max-h-[calc(100dvh-1rem)] min-w-52 max-w-[calc(100vw-1rem)] overflow-y-auto rounded-md border border-line bg-surface p-1 text-md text-fg shadow-popup scrollbar-thin"
    >
      {items.map(({ id, label: text, icon, keys, destructive, run }, index) => (
        <AriakitMenuItem
          key={id}
          ref={index === 0 ? first : undefined}
          // Without it an item can't be focused before the library has registered it.
          tabIndex={0}
          hideOnClick={false}
          focusOnHover={false}
          aria-keyshortcuts={keys}
          onClick={() => {
            leave()
            run()
          }}
          className={`flex min-h-8.5 w-full cursor-pointer items-center gap-2.5 rounded-sm px-2.5 py-1 text-start hover:bg-hover focus-visible:bg-hover pointer-coarse:min-h-10 [&>svg]:size-4.5 [&>svg]:flex-none ${destructive ? 'text-alert-fg' : '[&>svg]:text-icon'}`}
        >
          {icon}
          <span className="min-w-0 flex-1 wrap-anywhere">{text}</span>
          {keys !== undefined && (
            <kbd
              aria-hidden="true"
              className="flex-none rounded-xs border border-line-2 px-1.5 font-sans text-xs text-fg-3 pointer-coarse:hidden"
            >
              {keys}
            </kbd>
          )}
        </AriakitMenuItem>
      ))}
    </AriakitMenu>
  )
}
