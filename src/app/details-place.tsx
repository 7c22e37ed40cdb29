import { useEffect, useRef, type ReactNode } from 'react'
import { useT } from '@/i18n/i18n'

/** Where the details stand: a pane of their own, or a dialog over the conversation that keeps the focus until it closes. */
export const DetailsPlace = ({
  over,
  onClose,
  children,
}: {
  over: boolean
  onClose: () => void
  children: ReactNode
}) => {
  const t = useT()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    if (over && dialog.current && !dialog.current.open) dialog.current.showModal()
  }, [over])
  if (!over)
    return (
      <div className="flex min-h-0 w-70 flex-none flex-col border-s border-line @min-[1080px]/panel:w-76">
        {children}
      </div>
    )
  return (
    <dialog
      ref={dialog}
      aria-label={t('common.details')}
      className="fixed inset-y-0 start-auto end-0 m-0 ms-auto h-full max-h-none w-full max-w-80 border-0 bg-surface p-0 text-fg shadow-popup backdrop:bg-overlay motion-safe:animate-slide @max-[480px]/panel:max-w-none"
      onClose={onClose}
      onClick={(event) => {
        if (event.target === event.currentTarget) event.currentTarget.close()
      }}
    >
      <div className="flex h-full min-h-0 flex-col">{children}</div>
    </dialog>
  )
}
