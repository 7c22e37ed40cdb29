import { useId, useLayoutEffect, useRef, useState } from 'react'
import type { Message } from '@/domain/message'
import { MESSAGE_MAX_LENGTH } from '@/domain/outgoing-message'
import { useI18n } from '@/i18n/i18n'
import { Button } from '@/ui/button'
import { Dialog } from '@/ui/dialog'

/** Unsaved texts by message: closing the dialog by mistake must not lose them. For this page only. */
const unsaved = new Map<number, string>()

/** Edits the text of an own message. `note`: the message is a note. `onSave` gets the new text; null = cancelled. */
export const EditDialog = ({
  message,
  note,
  onSave,
}: {
  readonly message: Message
  readonly note: boolean
  readonly onSave: (text: string | null) => void
}) => {
  const { t, format } = useI18n()
  const id = useId()
  const field = useRef<HTMLTextAreaElement>(null)
  const [text, setText] = useState(() => unsaved.get(message.id) ?? message.text)
  const wanted = text.trim()
  // PHP treats "0" as empty, and the portal deletes an empty message.
  const problem =
    wanted === '' || wanted === '0'
      ? t('messageActions.editEmpty')
      : wanted.length > MESSAGE_MAX_LENGTH
        ? t('messageActions.editLong', { most: format.number(MESSAGE_MAX_LENGTH) })
        : null

  useLayoutEffect(() => {
    const { current } = field
    current?.focus()
    current?.setSelectionRange(current.value.length, current.value.length)
  }, [])

  const close = () => {
    if (text === message.text) unsaved.delete(message.id)
    else unsaved.set(message.id, text)
    onSave(null)
  }
  const save = () => {
    if (problem !== null) return
    unsaved.delete(message.id)
    onSave(wanted === message.text.trim() ? null : wanted)
  }
  return (
    <Dialog
      name={{ labelledBy: `${id}-title`, describedBy: `${id}-text` }}
      className="m-auto max-w-[min(34rem,calc(100vw-1.5rem))] text-md"
      onClose={close}
    >
      <form
        className="grid gap-3 p-5"
        onSubmit={(event) => {
          event.preventDefault()
          save()
        }}
      >
        <h2 id={`${id}-title`} className="text-lg font-semibold">
          {t('messageActions.editTitle')}
        </h2>
        <textarea
          ref={field}
          dir="auto"
          rows={3}
          value={text}
          aria-label={t('messageActions.editField')}
          aria-invalid={problem !== null}
          aria-describedby={`${id}-problem`}
          onChange={({ target }) => setText(target.value)}
          onKeyDown={(event) => {
            const plain = !event.shiftKey && !event.altKey && !matchMedia('(pointer: coarse)').matches
            if (event.key !== 'Enter' || !plain || event.nativeEvent.isComposing || event.keyCode === 229) return
            event.preventDefault()
            save()
          }}
          className="field-sizing-content max-h-[50dvh] min-h-20 w-full resize-none rounded-md border border-control bg-surface px-3 py-2 aria-invalid:border-alert-fg"
        />
        <p id={`${id}-problem`} role="status" className="text-sm text-alert-fg wrap-anywhere empty:hidden">
          {problem}
        </p>
        <p id={`${id}-text`} className="text-sm text-fg-2 wrap-anywhere">
          {t(note ? 'messageActions.editNote' : 'messageActions.editText')}
        </p>
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={close}>{t('common.cancel')}</Button>
          <Button type="submit" variant="primary" disabled={problem !== null}>
            {t('messageActions.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
