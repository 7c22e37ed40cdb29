import type { ReactNode } from 'react'

/** Label and value pairs; pairs without a value are left out. */
export const DefinitionList = ({
  facts,
}: {
  facts: readonly (readonly [label: string, value: string | null, title?: string | undefined])[]
}) => (
  <dl className="grid gap-y-1.75 text-sm">
    {facts.map(
      ([label, value, title]) =>
        value !== null && (
          <div key={label} className="flex flex-wrap justify-between gap-x-3">
            <dt className="text-fg-3">{label}</dt>
            <dd title={title} className="ms-auto min-w-0 text-end wrap-anywhere">
              <bdi>{value}</bdi>
            </dd>
          </div>
        ),
    )}
  </dl>
)

/** One card of the pane, with its heading and what stands at the heading's end. */
export const DetailsSection = ({
  title,
  aside,
  children,
}: {
  title: string
  aside?: ReactNode
  children: ReactNode
}) => (
  <section className="rounded-md bg-surface px-3.5 py-3 shadow-area">
    <h3 className="mb-2 flex items-center justify-between gap-2 text-sm font-medium text-fg-3">
      {title}
      {aside}
    </h3>
    {children}
  </section>
)
