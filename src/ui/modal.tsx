import { useLayoutEffect, useRef, type ReactNode } from 'react'

/** How a dialog is named: by words, or by the id of its heading. */
export type ModalName = { readonly label: string } | { readonly labelledBy: string; readonly describedBy?: string }

/** A dialog over everything that keeps the focus until it goes; Esc and a press beside it ask to close it. `className`: its place and width. */
export const Modal = ({
  name,
  className,
  onClose,
  children,
}: {
  readonly name: ModalName
  readonly className: string
  readonly onClose: () => void
  readonly children: ReactNode
}) => {
  const dialog = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => {
    const { current } = dialog
    current?.showModal()
    // Closing while it is still in the page is what gives the focus back to where it came from.
    return () => current?.close()
  }, [])
  return (
    <dialog
      ref={dialog}
      aria-label={'label' in name ? name.label : undefined}
      aria-labelledby={'label' in name ? undefined : name.labelledBy}
      aria-describedby={'label' in name ? undefined : name.describedBy}
      className={`w-full rounded-lg border border-line bg-surface p-0 text-fg shadow-popup backdrop:bg-overlay ${className}`}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onClick={(event) => {
        if (event.target === event.currentTarget) onClose()
      }}
    >
      {children}
    </dialog>
  )
}
