import { useQuery } from '@tanstack/react-query'
import Search from 'lucide-react/icons/search'
import { useEffect, useEffectEvent } from 'react'
import type { Chat } from '@/domain/chat'
import type { ChatId } from '@/domain/ids'
import { isOfCode, userCodeIn } from '@/domain/user-code'
import { useT } from '@/i18n/i18n'
import { asPortalError, type PortalError } from '@/portal/portal-error'
import { usePortal } from '@/queries/card-context'
import { Button, Spinner } from '@/ui/button'
import { EmptyState } from '@/ui/empty-state'

/** The portal's answer for a user code. `chatId`: null = no chat, or none for the caller. */
export interface UserCodeMatch {
  readonly status: 'loading' | 'failed' | 'ready'
  readonly chatId: ChatId | null
  readonly error: PortalError | null
  readonly retry: () => void
}

/** Finds the chat of a user code; `code` null = no request. */
export const useFindByUserCode = (code: string | null): UserCodeMatch => {
  const portal = usePortal()
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ['code', code],
    queryFn: () => (code === null ? null : portal.findChatByCode(code)),
    enabled: code !== null,
  })
  return {
    status: isFetching ? 'loading' : error ? 'failed' : 'ready',
    chatId: data ?? null,
    error: error ? asPortalError(error) : null,
    retry: () => void refetch(),
  }
}

/** Shown instead of the list when a user code was pasted into its search: opens the code's chat, or says where it is. */
export const UserCodeResult = ({
  words,
  chats,
  onFound,
  onClear,
}: {
  /** The pasted text: a code, or a link with one in it. */
  readonly words: string
  readonly chats: readonly Chat[]
  /** The chat is one of this card's. */
  readonly onFound: (id: ChatId) => void
  readonly onClear: () => void
}) => {
  const t = useT()
  const portal = usePortal()
  const code = userCodeIn(words)
  const here = chats.find(({ dialog }) => code !== null && isOfCode(dialog, code))?.id ?? null
  const asked = useFindByUserCode(here === null ? code : null)
  const found = here ?? asked.chatId
  const known = chats.some(({ id }) => id === found)
  const tell = useEffectEvent(onFound)
  useEffect(() => {
    if (found !== null && known) tell(found)
  }, [found, known])

  const clear = <Button onClick={onClear}>{t('chatList.clearSearch')}</Button>
  if (asked.status === 'failed')
    return (
      <EmptyState
        kind="failed"
        title={t('userCode.failed')}
        code={asked.error?.code}
        actions={
          <>
            <Button variant="primary" onClick={asked.retry}>
              {t('common.tryAgain')}
            </Button>
            {clear}
          </>
        }
      />
    )
  if (asked.status === 'loading' || known)
    return (
      <p role="status" className="flex items-center justify-center gap-2 p-5 text-sm text-fg-2">
        <Spinner /> {t('userCode.searching')}
      </p>
    )
  return (
    <EmptyState
      kind="empty"
      icon={<Search />}
      title={t(found === null ? 'userCode.none' : 'userCode.otherCard')}
      text={t(found === null ? 'userCode.noneText' : 'userCode.otherCardText')}
      actions={
        <>
          {found !== null && (
            <Button variant="primary" onClick={() => portal.openMessenger(found)}>
              {t('chatActions.messenger')}
            </Button>
          )}
          {clear}
        </>
      }
    />
  )
}
