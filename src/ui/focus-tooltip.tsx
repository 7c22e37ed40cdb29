import { Tooltip, useTooltipStore } from '@ariakit/react/tooltip'
import { useEffect, useState } from 'react'

/**
 * Shows the name of an icon button while it has the keyboard focus: browsers show a `title` for the pointer only. One instance for the
 * whole panel. Esc hides the tooltip and keeps its other meaning.
 */
export const FocusTooltip = () => {
  const [button, setButton] = useState<HTMLElement | null>(null)
  useEffect(() => {
    const ended = new AbortController()
    const { signal } = ended
    document.addEventListener(
      'focusin',
      ({ target }) => {
        const named = target instanceof HTMLElement && target.title !== '' && target.title === target.ariaLabel
        setButton(named && target.matches(':focus-visible') ? target : null)
      },
      { signal },
    )
    document.addEventListener('focusout', () => setButton(null), { signal })
    document.addEventListener('keydown', ({ key }) => key === 'Escape' && setButton(null), { signal, capture: true })
    document.addEventListener('pointerdown', () => setButton(null), { signal, capture: true })
    return () => ended.abort()
  }, [])
  return button && <ButtonName key={button.title} button={button} />
}

const ButtonName = ({ button }: { readonly button: HTMLElement }) => {
  const store = useTooltipStore({ open: true, placement: 'bottom' })
  useEffect(() => {
    // The top layer, above an open dialog, as in menu.tsx. Not at once: the focus may come from a popover that is just closing, and while
    // one closes none can be shown.
    const frame = requestAnimationFrame(() => store.getState().popoverElement?.showPopover())
    return () => cancelAnimationFrame(frame)
  }, [store])
  return (
    <Tooltip
      store={store}
      // Screen readers announce the name of the button itself.
      aria-hidden="true"
      portal={false}
      wrapperProps={{
        popover: 'manual',
        className: 'pointer-events-none inset-auto m-0 overflow-visible border-0 bg-transparent p-0',
      }}
      fixed
      gutter={6}
      getAnchorRect={() => button.getBoundingClientRect()}
      hideOnEscape={false}
      hideOnHoverOutside={false}
      hideOnInteractOutside={false}
      className="max-w-60 rounded-sm border border-line bg-surface px-2 py-1 text-xs text-fg-2 shadow-popup wrap-anywhere"
    >
      {button.title}
    </Tooltip>
  )
}
