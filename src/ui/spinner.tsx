/** A turning ring, one line of text high. Only decoration: the words beside it (role status) say what is going on. */
export const Spinner = ({ className = 'size-4' }: { className?: string }) => (
  <span
    aria-hidden="true"
    className={`inline-block flex-none rounded-full border-2 border-current border-e-transparent opacity-70 motion-safe:animate-spin ${className}`}
  />
)
