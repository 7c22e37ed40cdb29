/** A square with a file's extension, red for PDF as everybody knows it. `size`: a class, 36 px by default. */
export const FileIcon = ({ extension, size = 'size-9' }: { readonly extension: string; readonly size?: string }) => (
  <span
    aria-hidden="true"
    className={`grid flex-none place-items-center rounded-md text-[0.625rem] font-bold tracking-wide uppercase ${size} ${extension === 'pdf' ? 'bg-alert-fill text-white' : 'bg-(--quote,var(--cp-neutral-bg)) text-fg-2'}`}
  >
    {extension.slice(0, 4) || '?'}
  </span>
)

/** Extension of a file's name in lower case; '' = none. */
export const extensionOf = (name: string): string => /\.(\w+)$/.exec(name)?.[1]?.toLowerCase() ?? ''
