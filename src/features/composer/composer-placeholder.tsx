import type { ReactNode } from 'react'
import type { Chat } from '@/domain/chat'
import { useT } from '@/i18n/i18n'
import { useReplyAvailability } from '@/queries/reply-availability'
import { Button } from '@/ui/button'
import { ComposerFrame } from './composer-layout'

/** Where the composer would be: its file did not load. */
export const DeferredPartsFailed = ({ onRetry }: { onRetry: () => void }) => {
  const t = useT()
  return (
    <div role="alert" className="flex flex-wrap items-center gap-x-2.5 gap-y-2 py-3 ps-3.5 pe-3">
      <p className="min-w-44 flex-1 text-sm text-fg-2">{t('card.composerFailed')}</p>
      <Button size="sm" onClick={onRetry}>
        {t('common.tryAgain')}
      </Button>
    </div>
  )
}

/** Keeps the place of the composer while that is on its way, so that no message moves when it comes. `children`: why it doesn't. */
export const ComposerPlaceholder = ({ chat, children }: { chat: Chat; children?: ReactNode }) => {
  const { kind } = useReplyAvailability(chat)
  const explained = kind !== 'ready' && kind !== 'loading'
  const writable = kind !== 'no-right' && kind !== 'window-over' && kind !== 'read-only'
  return (
    <ComposerFrame>
      {children || (
        <>
          {explained && <div className="h-15.5" />}
          {writable && (
            <div className={explained ? 'border-t border-line' : undefined}>
              <div className="h-22 @max-[480px]/panel:h-24" />
            </div>
          )}
        </>
      )}
    </ComposerFrame>
  )
}
