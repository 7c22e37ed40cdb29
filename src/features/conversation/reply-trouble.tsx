import { CircleAlert } from 'lucide-react'
import type { MouseEvent, ReactNode } from 'react'
import type { OutgoingReply, Refusal } from '@/domain/outgoing-reply'
import type { PhraseKey } from '@/i18n/i18n'
import { useT } from '@/i18n/i18n'
import { useDraft, useOutboxActions } from '@/outbox/use-outbox'
import { Button } from '@/ui/button'
import { Spinner } from '@/ui/spinner'

const reasons = {
  'not-active': 'conversation.refusedNotActive',
  'not-in-chat': 'conversation.refusedNotInChat',
  'no-access': 'conversation.refusedNoAccess',
  'bad-text': 'conversation.refusedBadText',
  limit: 'conversation.refusedLimit',
  'sign-in': 'conversation.refusedSignIn',
  other: 'conversation.refusedOther',
} as const satisfies Record<Refusal['reason'], PhraseKey>

// A component of its own: only where it is shown does the conversation listen to the draft, which changes with every key.
const EditButton = ({ reply }: { reply: OutgoingReply }) => {
  const t = useT()
  const { takeBack } = useOutboxActions()
  const [draft, setDraft] = useDraft(reply.chatId)
  const edit = ({ currentTarget }: MouseEvent) => {
    const region = currentTarget.closest('section')
    const text = takeBack(reply.localId)
    setDraft(draft.trim() === '' ? text : `${text}\n${draft}`)
    region?.querySelector('textarea')?.focus()
  }
  return (
    <Button size="sm" onClick={edit}>
      {t('conversation.edit')}
    </Button>
  )
}

const Trouble = ({ words, code, children }: { words: string; code?: string; children: ReactNode }) => (
  <div
    role="alert"
    title={code}
    className="flex flex-wrap items-center justify-end gap-x-2 gap-y-1 pt-1 pb-1.5 text-xs font-medium text-alert-fg"
  >
    <span className="flex min-w-0 items-center gap-1.5">
      <CircleAlert aria-hidden="true" className="size-4" />
      <span dir="auto" className="wrap-anywhere">
        {words}
      </span>
    </span>
    <span className="flex flex-wrap justify-end gap-1.5">{children}</span>
  </div>
)

/** What is the matter with a reply that isn't simply on its way, and what the operator can do. */
export const ReplyTrouble = ({ reply }: { reply: OutgoingReply }) => {
  const t = useT()
  const { retry, discard, lookAgain } = useOutboxActions()
  const { state, localId } = reply
  const retryButton = (key: PhraseKey) => (
    <Button size="sm" onClick={() => retry(localId)}>
      {t(key)}
    </Button>
  )
  const discardButton = (
    <Button size="sm" variant="ghost" onClick={() => discard(localId)}>
      {t('conversation.discard')}
    </Button>
  )
  switch (state.name) {
    case 'waiting':
    case 'sending':
    case 'sent':
      return null
    case 'checking':
      return (
        <div role="status" className="flex items-center justify-end gap-1.5 pt-1 pb-1.5 text-xs text-sys-fg">
          <Spinner className="size-3.5" />
          {t('conversation.checking')}
        </div>
      )
    case 'refused':
      return (
        <Trouble words={t(reasons[state.refusal.reason])} code={state.refusal.code}>
          {retryButton('conversation.retry')}
          <EditButton reply={reply} />
          {discardButton}
        </Trouble>
      )
    case 'unsure':
      return (
        <Trouble words={t(state.absent ? 'conversation.notSent' : 'conversation.unsure')}>
          {retryButton(state.absent ? 'conversation.retry' : 'conversation.sendAgain')}
          {state.absent ? (
            <EditButton reply={reply} />
          ) : (
            <Button size="sm" onClick={() => lookAgain(localId)}>
              {t('conversation.lookAgain')}
            </Button>
          )}
          {discardButton}
        </Trouble>
      )
  }
}
