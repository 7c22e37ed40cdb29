import X from 'lucide-react/icons/x'
import type { ChatId } from '@/domain/ids'
import { useT } from '@/i18n/i18n'
import { useConflictingDraft } from '@/composer-state/use-composer-state'
import { Button, IconButton } from '@/ui/button'

/** Offers a draft of another panel that was written while another text was typed here. */
export const DraftConflict = ({ chatId }: { readonly chatId: ChatId }) => {
  const t = useT()
  const [other, settle] = useConflictingDraft(chatId)
  if (other === null) return null
  return (
    <div
      role="status"
      className="flex flex-wrap items-center justify-end gap-2 border-b border-line py-1.5 ps-3.5 pe-1.5 text-sm"
    >
      <p className="min-w-0 flex-1 @max-[480px]/panel:basis-full">
        <span className="block text-xs text-fg-3">{t('composer.otherDraft')}</span>
        <span dir="auto" className="line-clamp-2 wrap-anywhere">
          {other}
        </span>
      </p>
      <Button size="sm" variant="tint" onClick={() => settle(true)}>
        {t('composer.useOtherDraft')}
      </Button>
      <IconButton label={t('composer.discardOtherDraft')} onClick={() => settle(false)}>
        <X />
      </IconButton>
    </div>
  )
}
