import { useT } from '@/i18n/i18n'
import { Button } from '@/ui/button'

/** Where the composer would be: its file did not load. */
export const WorkingFailed = ({ onRetry }: { onRetry: () => void }) => {
  const t = useT()
  return (
    <div role="alert" className="flex flex-wrap items-center gap-x-2.5 gap-y-2 py-3 ps-3.5 pe-3">
      <p className="min-w-44 flex-1 text-sm text-fg-2">{t('card.workingFailed')}</p>
      <Button size="sm" onClick={onRetry}>
        {t('common.tryAgain')}
      </Button>
    </div>
  )
}
