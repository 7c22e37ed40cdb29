import type { ReactNode } from 'react'
import { useT } from '@/i18n/i18n'
import { useDeferredPhrasesWithRetry } from '@/i18n/use-deferred-phrases'
import { focusTarget } from '@/lib/focus-targets'
import { insertText } from '@/lib/insert-text'

/** Inserts a text into the message field at the caret; nothing is sent. */
export const insertIntoComposer = (text: string): void => {
  const field = focusTarget('composer')
  if (field instanceof HTMLTextAreaElement) insertText(field, field.selectionStart, field.selectionEnd, text)
}

/** A suggested text for the field ([put], [send]). */
export const InsertButton = ({ value, children }: { value: string; children: ReactNode }) => {
  useDeferredPhrasesWithRetry()
  const t = useT()
  return (
    <button
      type="button"
      title={t('messageKinds.insertsText')}
      className="-my-0.5 inline-flex min-h-6 items-center text-start font-medium text-(--link,var(--cp-link)) underline decoration-dashed underline-offset-2"
      onClick={() => insertIntoComposer(value)}
    >
      {children}
    </button>
  )
}
