import FileDown from 'lucide-react/icons/file-down'
import X from 'lucide-react/icons/x'
import { useSyncExternalStore } from 'react'
import { useI18n, type PhraseKey } from '@/i18n/i18n'
import type { PortalError } from '@/queries/card-context'
import { Button, IconButton } from '@/ui/button'
import { useNow } from '@/lib/page-visibility'
import type { ExportJob } from './export-job'

const failures: Readonly<Partial<Record<PortalError['kind'], PhraseKey>>> = {
  forbidden: 'export.forbidden',
  refused: 'export.forbidden',
  'sign-in': 'chatActions.signIn',
  app: 'chatActions.app',
}

/** A running export, above the panes: its progress, what it waits for, and a button that cancels it. */
export const ExportProgress = ({ job, onClose }: { readonly job: ExportJob; readonly onClose: () => void }) => {
  const { t, format } = useI18n()
  const step = useSyncExternalStore(job.subscribe, job.step)
  const now = useNow(1_000)
  const name = job.chat.client
  const { count } = step
  const counted = { count, number: format.number(count) }
  const printing = job.format === 'print'
  const cancel = () => {
    job.cancel()
    onClose()
  }
  return (
    <section
      aria-label={t('export.bar', { name })}
      className="flex flex-none flex-wrap items-center gap-x-3 gap-y-1 border-b border-line bg-surface-2 px-4 py-1.5 text-sm"
    >
      <FileDown aria-hidden="true" className="size-4.5 flex-none text-fg-3" />
      <p className="min-w-0 flex-1 basis-56 wrap-anywhere">
        <bdi className="font-semibold">{name}</bdi> {/* Changes with every message are not announced. */}
        {step.name === 'reading' && (
          <>
            <span className="tabular-nums">{t('export.read', counted)}</span>
            {step.reached !== null && (
              <span className="text-fg-3"> {t('export.reached', { when: format.dateTime(step.reached) })}</span>
            )}
          </>
        )}
        <span role="status">
          {step.name === 'reading' && <span className="sr-only">{t('export.started')}</span>}
          {step.name === 'ready' && t(printing ? 'export.printable' : 'export.saved', counted)}
        </span>
        {step.name === 'waiting' && (
          <span role="status">
            {t('export.waiting', { seconds: Math.max(1, Math.ceil((step.until - now) / 1000)) })}
          </span>
        )}
        {step.name === 'failed' && (
          <span role="alert" title={step.error.code} className="text-alert-fg">
            {t(failures[step.error.kind] ?? 'export.noAnswer')} {t('export.kept', counted)}
          </span>
        )}
      </p>
      {step.name === 'reading' && (
        <progress
          aria-label={t('export.progress')}
          value={step.done ?? undefined}
          className="h-1.5 w-28 max-w-full accent-primary"
        />
      )}
      {step.name === 'failed' && (
        <>
          <Button size="sm" variant="primary" onClick={job.resume}>
            {t('export.resume')}
          </Button>
          {count > 0 && (
            <Button size="sm" onClick={job.finish}>
              {t(printing ? 'export.printPart' : 'export.savePart')}
            </Button>
          )}
        </>
      )}
      {step.name === 'ready' ? (
        <>
          <Button size="sm" onClick={step.deliver}>
            {t(printing ? 'export.print' : 'export.saveAgain')}
          </Button>
          <IconButton label={t('export.dismiss')} onClick={cancel}>
            <X />
          </IconButton>
        </>
      ) : (
        <Button size="sm" onClick={cancel}>
          {t('chatActions.cancel')}
        </Button>
      )}
    </section>
  )
}
