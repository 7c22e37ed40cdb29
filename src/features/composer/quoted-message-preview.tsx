import Reply from 'lucide-react/icons/reply'
import X from 'lucide-react/icons/x'
import type { KeyboardEvent, RefObject } from 'react'
import type { QuotedMessage } from '@/domain/quote'
import { useT } from '@/i18n/i18n'
import { IconButton } from '@/ui/button'

/** Esc in the field removes the quote, and nothing else; true = it did. */
export const cancelsQuote = (
  event: KeyboardEvent,
  target: QuotedMessage | null,
  setTarget: (target: null) => void,
): boolean => {
  if (event.key !== 'Escape' || target === null || event.nativeEvent.isComposing || event.defaultPrevented) return false
  event.preventDefault()
  setTarget(null)
  return true
}

/** Above the field: the message that the draft quotes, and a button that removes it. */
export const QuotedMessagePreview = ({
  target,
  field,
  onCancel,
}: {
  readonly target: QuotedMessage | null
  readonly field: RefObject<HTMLTextAreaElement | null>
  readonly onCancel: () => void
}) => {
  const t = useT()
  if (!target) return null
  return (
    <div
      role="group"
      aria-label={t('messageActions.answering', { name: target.name ?? t('messageActions.you') })}
      className="flex items-center gap-2 ps-3.5 pe-1.5 pt-1.5 text-sm"
    >
      <Reply aria-hidden="true" strokeWidth={1.75} className="size-4.5 flex-none text-accent rtl:-scale-x-100" />
      <span className="min-w-0 flex-1 border-s-3 border-accent ps-2">
        <bdi className="block truncate font-semibold text-link">{target.name ?? t('messageActions.you')}</bdi>
        <span dir="auto" className="block truncate text-fg-2">
          {target.text}
        </span>
      </span>
      <IconButton
        label={t('messageActions.cancelReply')}
        onClick={() => {
          onCancel()
          field.current?.focus()
        }}
      >
        <X />
      </IconButton>
    </div>
  )
}
