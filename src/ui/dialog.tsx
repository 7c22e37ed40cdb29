import { type ReactNode, useLayoutEffect, useRef } from 'react'
import { useT } from '@/i18n/i18n'
import { Button, Spinner } from './button'

/** Accessible name of a dialog: a text, or the id of its heading. */
export type DialogName = { readonly label: string } | { readonly labelledBy: string; readonly describedBy?: string }

/**
 * A dialog over everything that keeps the focus until it goes; Esc asks to close it, and so does a press beside it unless there is
 * `onBackdropClick`. `className`: its place and width.
 */
export const Dialog = ({
  name,
  className,
  onClose,
  onBackdropClick = onClose,
  children,
}: {
  readonly name: DialogName
  readonly className: string
  readonly onClose: () => void
  readonly onBackdropClick?: () => void
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
        if (event.target === event.currentTarget) onBackdropClick()
      }}
    >
      {children}
    </dialog>
  )
}

/** A confirmation before something that can't be undone. `action` is the label of the button. */
export interface Confirmation {
  readonly title: string
  readonly text: string
  readonly action: string
}

/** Asks before something that can't be taken back; Cancel, Esc and the backdrop all mean no. */
export const ConfirmDialog = ({
  question,
  onAnswer,
}: {
  readonly question: Confirmation
  readonly onAnswer: (yes: boolean) => void
}) => {
  const t = useT()
  return (
    <Dialog
      name={{ labelledBy: 'question-title', describedBy: 'question-text' }}
      className="m-auto max-w-[min(25rem,calc(100vw-1.5rem))]"
      onClose={() => onAnswer(false)}
    >
      <div className="p-5">
        <h2 id="question-title" className="text-lg font-semibold wrap-anywhere">
          {question.title}
        </h2>
        <p id="question-text" className="mt-1.5 text-fg-2 wrap-anywhere">
          {question.text}
        </p>
        <div className="mt-5 flex flex-wrap justify-end gap-2">
          <Button onClick={() => onAnswer(false)}>{t('chatActions.cancel')}</Button>
          <Button variant="primary" onClick={() => onAnswer(true)}>
            {question.action}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}

/**
 * Shown while a dialog's file is loading: it has the focus at once. Without it, text typed for the dialog would go into the field below,
 * and Enter would send it to a client.
 */
export const DialogFallback = ({ onClose }: { readonly onClose: () => void }) => {
  const t = useT()
  return (
    <Dialog name={{ label: t('common.loading') }} className="m-auto max-w-40" onClose={onClose}>
      <p role="status" className="flex items-center justify-center gap-2 p-5 text-fg-2">
        <Spinner /> {t('common.loading')}
      </p>
    </Dialog>
  )
}
