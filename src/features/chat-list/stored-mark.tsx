import { useI18n } from '@/i18n/i18n'

/** Says since when the chats shown are known, over the end of the list, so that nothing moves when it goes. `storedAt`: unix ms. */
export const StoredMark = ({ storedAt }: { readonly storedAt: number }) => {
  const { t, format } = useI18n()
  return (
    <p
      role="status"
      className="pointer-events-none absolute inset-x-2 bottom-2 z-10 mx-auto w-fit max-w-full truncate rounded-full bg-neutral-bg px-2.5 py-0.5 text-xs text-neutral-fg shadow-float"
    >
      {t('chatList.asOf', { time: format.time(storedAt) })}
    </p>
  )
}
