import X from 'lucide-react/icons/x'
import { useId, useState } from 'react'
import type { Chat } from '@/domain/chat'
import { useT } from '@/i18n/i18n'
import { Button, IconButton } from '@/ui/button'
import { Dialog } from '@/ui/dialog'
import { exportFormats, type ExportFormat } from './export-writer'

const choiceStyle =
  '-mx-2 flex min-h-8 items-start gap-2.5 rounded-sm px-2 py-1.5 hover:bg-hover pointer-coarse:min-h-10'

/** Asks for the format of an export, and whether it includes the team's notes. */
export const ExportDialog = ({
  chat,
  outside,
  hasNotes,
  running,
  onAnswer,
}: {
  readonly chat: Chat
  /** The caller isn't in the chat. */
  readonly outside: boolean
  /** There are notes that the caller may read. */
  readonly hasNotes: boolean
  /** Client of the running export, which is cancelled when this one begins. */
  readonly running: string | null
  /** null = cancelled. */
  readonly onAnswer: (request: { readonly format: ExportFormat; readonly notes: boolean } | null) => void
}) => {
  const t = useT()
  const id = useId()
  const [format, setFormat] = useState<ExportFormat>('html')
  const [notes, setNotes] = useState(false)
  return (
    <Dialog
      name={{ labelledBy: `${id}-title`, describedBy: `${id}-text` }}
      className="m-auto max-w-[min(27rem,calc(100vw-1.5rem))] text-md"
      onClose={() => onAnswer(null)}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          onAnswer({ format, notes })
        }}
      >
        <div className="flex items-start gap-2 px-5 pt-4">
          <h2 id={`${id}-title`} className="min-w-0 flex-1 text-lg font-semibold wrap-anywhere">
            {t('export.title', { name: chat.client })}
          </h2>
          <IconButton label={t('common.close')} onClick={() => onAnswer(null)}>
            <X />
          </IconButton>
        </div>
        <div className="grid max-h-[60dvh] gap-3 overflow-y-auto px-5 py-3 scrollbar-thin">
          <fieldset className="min-w-0">
            <legend className="mb-1 text-sm font-medium text-fg-2">{t('export.format')}</legend>
            {exportFormats.map((one) => (
              <label key={one} className={choiceStyle}>
                <input
                  type="radio"
                  name={`${id}-format`}
                  value={one}
                  checked={format === one}
                  onChange={() => setFormat(one)}
                  className="mt-0.5 size-4 flex-none accent-primary"
                />
                <span className="min-w-0 flex-1">
                  {t(`export.${one}`)}
                  <span className="block text-sm text-fg-3">{t(`export.${one}Text`)}</span>
                </span>
              </label>
            ))}
          </fieldset>
          {hasNotes && (
            <label className={choiceStyle}>
              <input
                type="checkbox"
                checked={notes}
                onChange={({ target }) => setNotes(target.checked)}
                className="mt-0.5 size-4 flex-none accent-primary"
              />
              <span className="min-w-0 flex-1">
                {t('export.notes')}
                <span className="block text-sm text-fg-3">{t('export.notesText')}</span>
              </span>
            </label>
          )}
          <p id={`${id}-text`} className="text-sm text-fg-2">
            {t(outside ? 'export.notMember' : 'export.wholeHistory')}
          </p>
          {running !== null && <p className="text-sm text-warning-fg">{t('export.replaces', { name: running })}</p>}
        </div>
        <div className="flex flex-wrap justify-end gap-2 border-t border-line px-5 py-3">
          <Button onClick={() => onAnswer(null)}>{t('chatActions.cancel')}</Button>
          <Button variant="primary" type="submit">
            {t('export.start')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
