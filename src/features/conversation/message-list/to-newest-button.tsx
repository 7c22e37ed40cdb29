import ArrowDown from 'lucide-react/icons/arrow-down'
import { useT } from '@/i18n/i18n'
import { Counter } from '@/ui/badge'

const BUTTON_CLASSES =
  'absolute end-5.5 bottom-3 grid size-9.5 place-items-center rounded-full bg-surface text-fg-2 shadow-float hover:bg-surface-2 @max-[480px]/panel:size-10'

/** Scrolls to the newest message; `unseen`: number of newer messages below. */
export const ToNewestButton = ({ unseen, onClick }: { readonly unseen: number; readonly onClick: () => void }) => {
  const t = useT()
  return (
    <button
      type="button"
      onClick={onClick}
      aria-label={unseen > 0 ? t('conversation.toNewestCount', { count: unseen }) : t('conversation.toNewest')}
      title={t('conversation.toNewest')}
      className={BUTTON_CLASSES}
    >
      <ArrowDown aria-hidden="true" className="size-5" />
      <span aria-hidden="true" className="absolute -top-1.5">
        <Counter count={unseen} />
      </span>
    </button>
  )
}
