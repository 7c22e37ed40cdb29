import type { ReactNode } from 'react'

/** A section of the home page with its heading. */
export const HomeSection = ({ title, children }: { title: string; children: ReactNode }) => (
  <section className="rounded-lg bg-surface px-4.5 py-4 shadow-area">
    <h2 className="mb-2.5 text-md font-semibold">{title}</h2>
    {children}
  </section>
)

/** A list item with its state; `fine` decides the colour. */
export const HomeLine = ({
  title,
  hint,
  state,
  fine,
}: {
  title: string
  hint?: string
  state: string
  fine: boolean
}) => (
  <li className="flex items-baseline justify-between gap-3 border-t border-line py-2 text-sm first:border-t-0 first:pt-0 last:pb-0">
    <span className="flex min-w-0 flex-wrap items-baseline gap-x-1.5 wrap-anywhere">
      <span>{title}</span>
      {hint !== undefined && <span className="font-mono text-xs text-fg-3">{hint}</span>}
    </span>
    <span
      className={`flex-none rounded-full px-2 py-0.5 text-xs font-medium ${fine ? 'bg-success-bg text-success-fg' : 'bg-alert-bg text-alert-fg'}`}
    >
      {state}
    </span>
  </li>
)
