/** Label and value pairs; pairs without a value are left out. */
export const Facts = ({
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
