import type { Chat } from '@/domain/chat'
import { accessProblemOf } from '@/domain/access-problem'
import { useT } from '@/i18n/i18n'
import { useDeferredPhrases } from '@/i18n/use-deferred-phrases'
import type { PortalError } from '@/queries/card-context'
import { Button } from '@/ui/button'
import { EmptyState } from '@/ui/empty-state'

/** Why the messages of a chat may not be read, who leads it, and what can be done. */
export const NoAccess = ({
  chat,
  error,
  onRetry,
}: {
  readonly chat: Chat
  readonly error: PortalError | null
  readonly onRetry: () => void
}) => {
  useDeferredPhrases()
  const t = useT()
  const problem = (error && accessProblemOf(error)) ?? 'record'
  const again = (
    <Button variant="primary" onClick={onRetry}>
      {t('common.tryAgain')}
    </Button>
  )
  if (problem !== 'record')
    return (
      <EmptyState
        kind="forbidden"
        title={t(`access.${problem}Title`)}
        text={t(problem === 'scope' ? 'access.scopeTextPlain' : `access.${problem}Text`)}
        actions={again}
        code={error?.code}
      />
    )
  const line = chat.lineName === null ? '' : `${t('access.chatLine', { line: chat.lineName })} `
  const { dialog } = chat
  const comesIn = dialog !== null && dialog.mayJoin !== false && dialog.joined !== true
  return (
    <EmptyState
      kind="forbidden"
      title={t('access.chatTitle')}
      text={line + t(comesIn ? 'access.chatJoinFirst' : 'access.chatHelp')}
      actions={again}
      code={error?.code}
    />
  )
}
