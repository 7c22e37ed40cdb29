import { useRef } from 'react'
import type { MessageWindow } from '@/domain/message-window'
import { useT } from '@/i18n/i18n'
import { useDeferredPhrases } from '@/i18n/use-deferred-phrases'
import { useEarlierSession } from '@/queries/session-history'
import { Button } from '@/ui/button'

/**
 * The older end of a session history: loads the session before, where its id is known. `onEarliestRead`: nothing more can be loaded, and
 * the button that had the focus is removed.
 */
export const EarlierSessions = ({
  window,
  onEarliestRead,
}: {
  readonly window: MessageWindow
  readonly onEarliestRead: () => void
}) => {
  useDeferredPhrases()
  const t = useT()
  const { sessionId, refused, reading, read } = useEarlierSession(window)
  const edge = useRef<HTMLDivElement>(null)
  const number = sessionId ?? 0

  const press = () => {
    const { current } = edge
    void read().then((last) => {
      if (last && current?.contains(document.activeElement)) onEarliestRead()
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
