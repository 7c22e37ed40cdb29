/** A square with a file's extension, red for PDF as everybody knows it. */
export const FileGlyph = ({ name }: { readonly name: string }) => {
  const extension = name.includes('.') ? (name.split('.').at(-1) ?? '') : ''
  return (
    <span
      aria-hidden="true"
      className={`grid size-9 flex-none place-items-center rounded-md text-[0.625rem] font-bold tracking-wide uppercase ${extension.toLowerCase() === 'pdf' ? 'bg-alert-fill text-white' : 'bg-(--quote,var(--cp-neutral-bg)) text-fg-2'}`}
    >
      {extension.slice(0, 4) || '?'}
    </span>
  )
}
