import Ellipsis from 'lucide-react/icons/ellipsis'
import { useId, useRef, type KeyboardEvent } from 'react'
import { useT } from '@/i18n/i18n'
import { IconButton } from '@/ui/button'
import type { MenuActionName } from '@/domain/chat-actions'
import { actionLabel } from './action-texts'

/** An item of the menu that is not an action on the chat. */
export interface MoreItem {
  readonly label: string
  readonly run: () => void
}

/** The "More" button of the conversation and its menu. Arrows, Home and End move; Esc closes and gives the focus back. */
export const ActionMenu = ({
  actions,
  busy,
  onChoose,
  more,
}: {
  readonly actions: readonly MenuActionName[]
  readonly busy: boolean
  readonly onChoose: (name: MenuActionName) => void
  /** Items below the actions. */
  readonly more: readonly MoreItem[]
}) => {
  const t = useT()
  const id = useId()
  const menu = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const items = () => [...(menu.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])]

  const onKeyDown = (event: KeyboardEvent) => {
    const all = items()
    const here = all.indexOf(document.activeElement as HTMLElement)
    const to = { ArrowDown: here + 1, ArrowUp: here - 1 + all.length, Home: 0, End: all.length - 1 }[event.key]
    if (to !== undefined) {
      event.preventDefault()
      all[to % all.length]?.focus()
    } else if (event.key === 'Escape' || event.key === 'Tab') {
      // Esc closes the menu and nothing below it.
      if (event.key === 'Escape') event.preventDefault()
      menu.current?.hidePopover()
      button.current?.focus()
    }
  }

  return (
    <>
      <IconButton
        ref={button}
        label={t('chatActions.more')}
        aria-haspopup="menu"
        aria-disabled={busy || undefined}
        popoverTarget={id}
      >
        <Ellipsis />
      </IconButton>
      <div
        ref={menu}
        id={id}
        popover="auto"
        role="menu"
        tabIndex={-1}
        aria-label={t('chatActions.menu')}
        className="m-0 min-w-52 max-w-[calc(100vw-1rem)] rounded-md border border-line bg-surface p-1 text-fg shadow-popup"
        onToggle={({ newState }) => {
          if (newState === 'open') items()[0]?.focus()
        }}
        onBeforeToggle={({ newState, currentTarget }) => {
          const box = button.current?.getBoundingClientRect()
          if (newState !== 'open' || !box) return
          const rightToLeft = getComputedStyle(currentTarget).direction === 'rtl'
          const { documentElement } = document
          currentTarget.style.inset = 'auto'
          currentTarget.style.insetBlockStart = `${box.bottom + 4}px`
          currentTarget.style.insetInlineEnd = `${rightToLeft ? box.left : documentElement.clientWidth - box.right}px`
        }}
        onKeyDown={onKeyDown}
      >
        {[...actions.map((name) => ({ label: actionLabel(name, t), run: () => onChoose(name) })), ...more].map(
          ({ label, run }) => (
            <button
              key={label}
              type="button"
              role="menuitem"
              tabIndex={-1}
              className="flex min-h-8.5 w-full items-center rounded-sm px-2.5 py-1 text-start hover:bg-hover focus-visible:bg-hover @max-[480px]/panel:min-h-10"
              onClick={() => {
                menu.current?.hidePopover()
                // A confirmation gives the focus back to where it was when it opened.
                button.current?.focus()
                run()
              }}
            >
              {label}
            </button>
          ),
        )}
      </div>
    </>
  )
}
