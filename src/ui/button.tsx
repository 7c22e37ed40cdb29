import type { ComponentProps } from 'react'

/** A turning ring, one line of text high. Decoration only: the text beside it (role status) says what is going on. */
export const Spinner = ({ className = 'size-4' }: { className?: string }) => (
  <span
    aria-hidden="true"
    className={`inline-block flex-none rounded-full border-2 border-current border-e-transparent opacity-70 motion-safe:animate-spin ${className}`}
  />
)

const variants = {
  primary: 'border-transparent bg-primary text-on-primary hover:bg-primary-hover',
  tint: 'border-transparent bg-info-bg text-info-fg hover:border-sel-line',
  outline: 'border-line-2 bg-surface text-fg-2 hover:bg-surface-2',
  ghost: 'border-transparent text-link hover:bg-hover',
} as const

const sizes = {
  sm: 'min-h-7 rounded-[7px] px-2.5',
  md: 'min-h-8.5 rounded-sm px-3.5',
} as const

/** `busy` shows a spinner and refuses clicks, but keeps the focus, so that a keyboard user stays where they are. */
export interface ButtonProps extends ComponentProps<'button'> {
  readonly variant?: keyof typeof variants
  readonly size?: keyof typeof sizes
  readonly busy?: boolean
}

/** A button with a text. 40 px high on a narrow panel. */
export const Button = ({
  variant = 'outline',
  size = 'md',
  busy = false,
  className = '',
  onClick,
  children,
  ...rest
}: ButtonProps) => (
  <button
    type="button"
    aria-disabled={busy || undefined}
    onClick={busy ? undefined : onClick}
    className={`inline-flex items-center justify-center gap-1.5 border text-sm font-medium disabled:opacity-60 aria-disabled:opacity-60 @max-[480px]/panel:min-h-10 [&>svg]:-ms-0.5 [&>svg]:size-4 ${variants[variant]} ${sizes[size]} ${className}`}
    {...rest}
  >
    {busy && <Spinner />}
    {children}
  </button>
)

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
