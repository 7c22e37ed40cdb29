import { Search } from 'lucide-react'
import { useEffect, useEffectEvent } from 'react'
import type { Chat } from '@/domain/chat'
import type { ChatId } from '@/domain/ids'
import { isOfCode, userCodeIn } from '@/domain/user-code'
import { useT } from '@/i18n/i18n'
import { useFoundByCode } from '@/queries/find-by-code'
import { usePortal } from '@/queries/portal-context'
import { Button } from '@/ui/button'
import { PaneState } from '@/ui/pane-state'
import { Spinner } from '@/ui/spinner'

/** In the place of the list when a user code was pasted into its search: opens the code's chat, or says where it is. */
export const CodeResult = ({
  words,
  chats,
  onFound,
  onClear,
}: {
  /** What was pasted: a code, or a link with one in it. */
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
  const asked = useFoundByCode(here === null ? code : null)
  const found = here ?? asked.chatId
  const known = chats.some(({ id }) => id === found)
  const tell = useEffectEvent(onFound)
  useEffect(() => {
    if (found !== null && known) tell(found)
  }, [found, known])

  const clear = <Button onClick={onClear}>{t('list.clearSearch')}</Button>
  if (asked.status === 'failed')
    return (
      <PaneState
        kind="failed"
        title={t('code.failed')}
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
        <Spinner /> {t('code.looking')}
      </p>
    )
  return (
    <PaneState
      kind="empty"
      icon={<Search />}
      title={t(found === null ? 'code.none' : 'code.elsewhere')}
      text={t(found === null ? 'code.noneText' : 'code.elsewhereText')}
      actions={
        <>
          {found !== null && (
            <Button variant="primary" onClick={() => portal.openMessenger(found)}>
              {t('actions.messenger')}
            </Button>
          )}
          {clear}
        </>
      }
    />
  )
}
