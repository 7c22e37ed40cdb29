import { useQuery } from '@tanstack/react-query'
import type { ChatId } from '@/domain/ids'
import type { MessageWindow } from '@/domain/message-window'
import { useT } from '@/i18n/i18n'
import { useDeferredPhrases } from '@/i18n/use-deferred-phrases'
import { usePortal } from '@/queries/card-context'
import { useEarlierSessions } from '@/queries/known-sessions'

/** Whether the portal's plan hides older messages of a chat; null = not known. Checked once, by a search in a chat the caller is in. */
export const usePlanLimit = (chatId: ChatId): boolean | null => {
  const portal = usePortal()
  const { data } = useQuery({
    queryKey: ['plan-limit', chatId],
    queryFn: async () =>
      (await portal.searchMessages(chatId, { query: '', from: null, beyond: null, limit: 1 })).limitedByPlan,
  })
  return data ?? null
}

/** The older end of a history that a user outside of the chat reads: nothing more is known, or may not be read. */
export const EarliestSession = ({ window }: { readonly window: MessageWindow }) => {
  useDeferredPhrases()
  const t = useT()
  const { refused } = useEarlierSessions(window.chatId, window)
  return (
    <div className="grid min-h-12 place-content-center gap-2 px-4 py-2.5 text-center text-xs text-balance text-sys-fg">
      {refused.map((id) => (
        <p key={id} role="alert">
          {t('access.earlierNoRight', { number: id })}
        </p>
      ))}
      {refused.length === 0 && <p>{t('access.earliestKnown')}</p>}
    </div>
  )
}

const DAY_MS = 86_400_000

const HistoryStartTexts = ({ plan }: { readonly plan: boolean }) => {
  const t = useT()
  return (
    <p className="px-4 py-3 text-center text-xs text-balance text-sys-fg">
      {t(plan ? 'shell.planLimitsHistory' : 'shell.conversationStart')}
    </p>
  )
}

const AskedForHistory = ({ chatId }: { readonly chatId: ChatId }) => (
  <HistoryStartTexts plan={usePlanLimit(chatId) === true} />
)

/**
 * The start of the loaded messages: the start of the conversation, or the limit of the portal's plan. `createdAt`: time when the chat was
 * created, if known.
 */
export const HistoryStart = ({
  window: { chatId, messages },
  createdAt,
}: {
  readonly window: MessageWindow
  readonly createdAt: number | null
}) => {
  useDeferredPhrases()
  // A chat is created with its first message: when that is loaded, no check is needed.
  const whole = createdAt !== null && (messages[0]?.date ?? Infinity) - createdAt < DAY_MS
  return whole ? <HistoryStartTexts plan={false} /> : <AskedForHistory chatId={chatId} />
}
