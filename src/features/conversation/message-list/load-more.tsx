import { useT } from '@/i18n/i18n'
import { Button, Spinner } from '@/ui/button'

/** State and texts of an end of the log. */
export interface LoadMoreProps {
  readonly more: boolean
  readonly reading: 'idle' | 'loading' | 'failed'
  readonly onRetry: () => void
  readonly loading: string
  readonly failed: string
}

/** One end of the log: loading, failed with a retry, or complete. The same height in every state, so that nothing moves. */
export const LoadMore = ({ more, reading, onRetry, loading, failed }: LoadMoreProps) => {
  const t = useT()
  if (!more) return <div className="h-2.5" />
  return (
    <div className="flex min-h-12 flex-wrap items-center justify-center gap-2 py-1 text-xs text-sys-fg">
      {reading === 'loading' && (
        <span role="status" className="inline-flex items-center gap-2">
          <Spinner />
          {loading}
        </span>
      )}
      {reading === 'failed' && (
        <>
          <span role="alert" className="font-medium text-alert-fg">
            {failed}
          </span>
          <Button size="sm" onClick={onRetry}>
            {t('common.tryAgain')}
          </Button>
        </>
      )}
    </div>
  )
}
