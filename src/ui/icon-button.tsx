import type { ComponentProps } from 'react'

/** `label` is what the button does: its name for screen readers and its native tooltip. */
export interface IconButtonProps extends Omit<ComponentProps<'button'>, 'aria-label' | 'title'> {
  readonly label: string
}

/** A square button with an icon (20 px, as its child). `aria-pressed` and `aria-expanded` light it up. */
export const IconButton = ({ label, className = '', children, ...rest }: IconButtonProps) => (
  <button
    type="button"
    aria-label={label}
    title={label}
    className={`grid size-8.5 flex-none place-items-center rounded-sm text-icon hover:bg-hover hover:text-fg-2 disabled:text-fg-off aria-expanded:bg-sel-bg aria-expanded:text-sel-fg aria-pressed:bg-sel-bg aria-pressed:text-sel-fg @max-[480px]/panel:size-10 [&>svg]:size-5 ${className}`}
    {...rest}
  >
    {children}
  </button>
)
