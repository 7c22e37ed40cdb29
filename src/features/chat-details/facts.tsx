/** Label and value pairs; pairs without a value are left out. */
export const Facts = ({
  facts,
}: {
  facts: readonly (readonly [label: string, value: string | null, title?: string | undefined])[]
}) => (
  <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-1.75 text-sm">
    {facts.map(
      ([label, value, title]) =>
        value !== null && (
          <div key={label} className="contents">
            <dt className="text-fg-3">{label}</dt>
            <dd dir="auto" title={title} className="min-w-0 justify-self-end wrap-anywhere">
              {value}
            </dd>
          </div>
        ),
    )}
  </dl>
)
