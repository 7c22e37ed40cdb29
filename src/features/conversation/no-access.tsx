import type { Chat } from '@/domain/chat'
import { barrierOf } from '@/domain/access-problem'
import { useT } from '@/i18n/i18n'
import { useRest } from '@/i18n/use-rest'
import type { PortalError } from '@/queries/card-context'
import { Button } from '@/ui/button'
import { PaneState } from '@/ui/empty-state'

/** Why the messages of a chat may not be read, whose they are, and what can be done about it. */
export const Unreadable = ({
  chat,
  error,
  onRetry,
}: {
  readonly chat: Chat
  readonly error: PortalError | null
  readonly onRetry: () => void
}) => {
  useRest()
  const t = useT()
  const barrier = (error && barrierOf(error)) ?? 'record'
  const again = (
    <Button variant="primary" onClick={onRetry}>
      {t('common.tryAgain')}
    </Button>
  )
  if (barrier !== 'record')
    return (
      <PaneState
        kind="forbidden"
        title={t(`rights.${barrier}Title`)}
        text={t(barrier === 'scope' ? 'rights.scopeTextPlain' : `rights.${barrier}Text`)}
        actions={again}
        code={error?.code}
      />
    )
  const line = chat.lineName === null ? '' : `${t('rights.chatLine', { line: chat.lineName })} `
  const { dialog } = chat
  const comesIn = dialog !== null && dialog.mayJoin !== false && dialog.joined !== true
  return (
    <PaneState
      kind="forbidden"
      title={t('rights.chatTitle')}
      text={line + t(comesIn ? 'rights.chatComeIn' : 'rights.chatHelp')}
      actions={again}
      code={error?.code}
    />
  )
}
