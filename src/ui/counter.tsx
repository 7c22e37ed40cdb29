/** Unread messages as a red pill, grey when the chat is muted; "99+" beyond 99, nothing at 0. `label` says it in words. */
export const Counter = ({
  count,
  label,
  muted = false,
  className = '',
}: {
  count: number
  label?: string
  muted?: boolean
  className?: string
}) =>
  count > 0 && (
    <span
      className={`min-w-4.5 flex-none rounded-full px-1.25 text-center text-2xs leading-[1.125rem] font-semibold text-white tabular-nums ${muted ? 'bg-counter-off' : 'bg-alert-fill'} ${className}`}
    >
      <span dir="ltr" aria-hidden={label !== undefined || undefined}>
        {count > 99 ? '99+' : count}
      </span>
      {label !== undefined && <span className="sr-only">{label}</span>}
    </span>
  )
