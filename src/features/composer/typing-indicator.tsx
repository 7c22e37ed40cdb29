import { useT } from '@/i18n/i18n'
import type { Colleague } from '@/queries/presence'

/** Shows above the field which colleagues are writing in this chat. */
export const TypingIndicator = ({ writers }: { writers: readonly Colleague[] }) => {
  const t = useT()
  const names = writers.map(({ firstName }) => firstName).join(', ')
  return (
    <p aria-live="polite" className="truncate px-3.5 text-xs text-fg-2 not-empty:pt-2.5">
      {writers.length > 0 && <bdi>{t('presence.typing', { count: writers.length, names })}</bdi>}
    </p>
  )
}
