import { useState, type ReactNode } from 'react'
import type { ChatId } from '@/domain/ids'
import type { Chat } from '@/domain/chat'
import { useT } from '@/i18n/i18n'
import { useReplyAvailability } from '@/queries/reply-availability'
import { Button } from '@/ui/button'
import { ComposerFrame } from './composer-layout'
import { placeholderText, setPlaceholderText, usePlaceholderField } from './early-typed-text'

/** Shown instead of the composer: its file failed to load. */
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

/** Takes the focus and what is typed before the composer is loaded, and sends nothing. */
const PlaceholderField = ({ chatId, autoFocus }: { readonly chatId: ChatId; readonly autoFocus: boolean }) => {
  const t = useT()
  const field = usePlaceholderField(chatId, autoFocus)
  const [text, setText] = useState(() => placeholderText(chatId))
  return (
    <textarea
      ref={field}
      dir="auto"
      rows={1}
      value={text}
      aria-label={t('common.loading')}
      aria-busy="true"
      onChange={({ target }) => {
        setText(target.value)
        setPlaceholderText(chatId, target.value)
      }}
      onKeyDown={(event) => {
        // As in the composer, where Enter without a text has no effect.
        if (event.key === 'Enter' && text.trim() === '') event.preventDefault()
      }}
      className="field-sizing-content block max-h-44 min-h-22 w-full resize-none px-3.5 pt-2.75 pb-1 text-md outline-none @max-[480px]/panel:max-h-46 @max-[480px]/panel:min-h-24 @max-[480px]/panel:text-lg"
    />
  )
}

/**
 * Reserves the composer's space while it is loading, so that no message moves. `autoFocus`: the operator chose the chat. `children`: why
 * the composer failed to load.
 */
export const ComposerPlaceholder = ({
  chat,
  autoFocus,
  children,
}: {
  readonly chat: Chat
  readonly autoFocus: boolean
  readonly children?: ReactNode
}) => {
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
              <PlaceholderField chatId={chat.id} autoFocus={autoFocus} />
            </div>
          )}
        </>
      )}
    </ComposerFrame>
  )
}
