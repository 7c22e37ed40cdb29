import { useT } from '@/i18n/i18n'
import { requestFocus } from '@/lib/focus-targets'

/** The first focusable thing: takes keyboard users to the message field. */
export const SkipLink = () => {
  const t = useT()
  return (
    <button
      type="button"
      className="sr-only focus:not-sr-only focus:absolute focus:start-2 focus:top-2 focus:z-50 focus:rounded-sm focus:bg-primary focus:px-3 focus:py-1.5 focus:text-sm focus:text-on-primary"
      onClick={() => requestFocus('composer')}
    >
      {t('card.skipToField')}
    </button>
  )
}
