import { Skeleton, SkeletonBar } from '@/ui/skeleton'
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

/** One card of the pane, with its heading and the content at the heading's end. */
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

/** Placeholders of cards, with the geometry of real ones. */
export const DetailsSkeleton = ({ label }: { label: string }) => (
  <Skeleton label={label} className="grid animate-late gap-2 p-2">
    <span className="flex items-center gap-3 rounded-md bg-surface px-3.5 py-3 shadow-area">
      <SkeletonBar className="size-10.5 rounded-full" />
      <span className="grid flex-1 gap-2">
        <SkeletonBar className="h-2.5 w-2/3 rounded-xs" />
        <SkeletonBar className="h-2.5 w-2/5 rounded-xs" />
      </span>
    </span>
    {[2, 4, 3].map((lines) => (
      <span key={lines} className="grid gap-3.5 rounded-md bg-surface px-3.5 py-4 shadow-area">
        {Array.from({ length: lines }, (_, line) => (
          <SkeletonBar key={line} className={`h-2.5 rounded-xs ${line === 0 ? 'w-1/3' : 'w-full'}`} />
        ))}
      </span>
    ))}
  </Skeleton>
)
