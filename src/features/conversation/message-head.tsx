import { ClipboardList, Forward, Pin } from 'lucide-react'
import type { Message } from '@/domain/message'
import { useT } from '@/i18n/i18n'
import { useRestInTime } from '@/i18n/use-rest'

/** Above a message's words: whose they are when they were passed on, and that it is a form. */
export const MessageHead = ({ message: { forwardedFrom, form, pinned } }: { readonly message: Message }) => {
  useRestInTime()
  const t = useT()
  return (
    <>
      {pinned && (
        <span title={t('kinds.pinned')} className="flex items-center gap-1 text-xs text-(--meta)">
          <Pin aria-hidden="true" className="size-3.5" />
          {t('kinds.pinned')}
        </span>
      )}
      {forwardedFrom !== null && (
        <span className="flex items-center gap-1 text-xs text-(--meta)">
          <Forward aria-hidden="true" className="size-3.5 rtl:-scale-x-100" />
          <span dir="auto">
            {forwardedFrom === '' ? t('kinds.forwarded') : t('kinds.forwardedFrom', { name: forwardedFrom })}
          </span>
        </span>
      )}
      {form !== null && (
        <span className="flex items-center gap-1 text-xs font-medium text-(--meta)">
          <ClipboardList aria-hidden="true" className="size-3.5" />
          {t(form === 'filled' ? 'kinds.formFilled' : 'kinds.formSent')}
        </span>
      )}
    </>
  )
}
