import type { ReactNode } from 'react'
import type { Chat } from '@/domain/chat'
import { useReplyGate } from '@/queries/reply-gate'
import { ComposerCard } from './composer-card'

/** Keeps the place of the composer while that is on its way, so that no message moves when it comes. `children`: why it doesn't. */
export const ComposerPlace = ({ chat, children }: { chat: Chat; children?: ReactNode }) => {
  const { kind } = useReplyGate(chat)
  const explained = kind !== 'ready' && kind !== 'loading'
  const writable = kind !== 'no-right' && kind !== 'window-over' && kind !== 'read-only'
  return (
    <ComposerCard>
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
    </ComposerCard>
  )
}
