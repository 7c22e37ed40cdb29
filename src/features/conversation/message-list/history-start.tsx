import type { ChatId } from '@/domain/ids'
import type { MessageWindow } from '@/domain/message-window'
import { useT } from '@/i18n/i18n'
import { useDeferredPhrases } from '@/i18n/use-deferred-phrases'
import { usePortal } from '@/queries/card-context'
import { useEarlierSession } from '@/queries/session-history'
import { Button } from '@/ui/button'
import { useQuery } from '@tanstack/react-query'
import { useRef } from 'react'

/** Focuses the first visible message, when the button that had the focus is removed. */
const focusMessage = (from: HTMLElement | null): void =>
  from
    ?.closest('[role=log]')
    ?.querySelector<HTMLElement>('[role=article][tabindex="0"]')
    ?.focus({ preventScroll: true })

/** The older end of a session history: loads the session before, where its id is known. */
export const EarlierSessions = ({ window }: { readonly window: MessageWindow }) => {
  useDeferredPhrases()
  const t = useT()
  const { sessionId, refused, reading, read } = useEarlierSession(window)
  const edge = useRef<HTMLDivElement>(null)
  const number = sessionId ?? 0

  const press = () => {
    const { current } = edge
    void read().then((last) => {
      if (last && current?.contains(document.activeElement)) focusMessage(current)
    })
  }

  return (
    <div
      ref={edge}
      className="flex min-h-12 flex-col items-center justify-center gap-2 px-4 py-2.5 text-center text-xs text-balance text-sys-fg"
    >
      {refused.map((id) => (
        <p key={id} role="alert">
          {t('access.earlierNoRight', { number: id })}
        </p>
      ))}
      {reading === 'failed' && (
        <p role="alert" className="font-medium text-alert-fg">
          {t('access.earlierFailed', { number })}
        </p>
      )}
      {sessionId === null ? (
        refused.length === 0 && <p>{t('access.earliestKnown')}</p>
      ) : (
        <Button size="sm" busy={reading === 'loading'} onClick={press}>
          {t(
            reading === 'loading'
              ? 'access.earlierLoading'
              : reading === 'failed'
                ? 'common.tryAgain'
                : 'access.earlierSession',
            { number },
          )}
        </Button>
      )}
    </div>
  )
}

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
