import type { ReactNode } from 'react'

/** One card of the pane, with its heading and what stands at the heading's end. */
export const Section = ({ title, aside, children }: { title: string; aside?: ReactNode; children: ReactNode }) => (
  <section className="rounded-md bg-surface px-3.5 py-3 shadow-area">
    <h3 className="mb-2 flex items-center justify-between gap-2 text-sm font-medium text-fg-3">
      {title}
      {aside}
    </h3>
    {children}
  </section>
)
