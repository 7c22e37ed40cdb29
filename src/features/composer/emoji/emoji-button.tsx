import Smile from 'lucide-react/icons/face-slightly-smiling'
import { Suspense, useRef, useState, type RefObject } from 'react'
import { useT } from '@/i18n/i18n'
import { IconButton } from '@/ui/button'
import { insertText } from '@/lib/insert-text'
import { lazyWithRetry } from '@/lib/lazy-with-retry'

const EmojiPicker = lazyWithRetry(async () => (await import('./emoji-picker')).EmojiPicker)

/** A button beside the field that opens the emoji; what is chosen goes to the caret. */
export const EmojiButton = ({ field }: { readonly field: RefObject<HTMLTextAreaElement | null> }) => {
  const t = useT()
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  return (
    <>
      <IconButton
        ref={button}
        label={t('composer.emoji')}
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <Smile strokeWidth={1.5} />
      </IconButton>
      {open && (
        <Suspense>
          <EmojiPicker
            opener={button}
            onChoose={(emoji) => {
              setOpen(false)
              const { current } = field
              if (current) insertText(current, current.selectionStart, current.selectionEnd, emoji)
            }}
            onClose={(byKey) => {
              setOpen(false)
              if (byKey) field.current?.focus({ preventScroll: true })
            }}
          />
        </Suspense>
      )}
    </>
  )
}
