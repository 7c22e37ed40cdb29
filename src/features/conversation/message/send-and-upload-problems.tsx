import CircleAlert from 'lucide-react/icons/circle-alert'
import Clock from 'lucide-react/icons/clock'
import { useState, type ReactNode } from 'react'
import type { Chat } from '@/domain/chat'
import { isChangedText, type OutgoingReply, type ReplyState } from '@/domain/outgoing-message'
import { prerequisitesOf, type ReplyPrerequisite } from '@/domain/session'
import { type PhraseKey, useT } from '@/i18n/i18n'
import { rejectionText } from '@/components/error-texts'
import { useDraft, useOutboxActions } from '@/composer-state/use-composer-state'
import { useIsHeld } from '@/composer-state/use-is-held'
import { useChat } from '@/queries/card'
import { useReplyAvailability } from '@/queries/reply-availability'
import { useReplyPrerequisites } from '@/mutations/reply-prerequisites'
import { Button, Spinner } from '@/ui/button'
import { requestFocus } from '@/lib/focus-targets'
import { useNow } from '@/lib/page-visibility'

const stepAndSend = {
  answer: 'outbox.answerAndSend',
  join: 'outbox.joinAndSend',
  takeOver: 'outbox.joinAndSend',
  startSession: 'outbox.startAndSend',
  restartSession: 'outbox.startAndSend',
} as const satisfies Record<ReplyPrerequisite, PhraseKey>

const waits = {
  offline: 'outbox.waitsOffline',
  'no-answer': 'outbox.waitsNoAnswer',
  limit: 'outbox.waitsLimit',
  'sign-in': 'outbox.waitsSignIn',
} as const

/** Whole seconds until a time (unix ms), at least one: a countdown that stays at 0 looks stuck. */
const useSecondsTo = (until: number): number => Math.max(1, Math.ceil((until - useNow(1_000)) / 1_000))

type ActionsProps = { readonly reply: OutgoingReply }

/** Sends a rejected reply again, after the step that the chat needs now. */
const RejectionActions = ({ reply }: ActionsProps) => {
  const chat = useChat(reply.chatId)
  return chat ? <StepAndRetry reply={reply} chat={chat} /> : <RetryButton reply={reply} words="outbox.retry" />
}

const StepAndRetry = ({ reply, chat }: ActionsProps & { readonly chat: Chat }) => {
  const t = useT()
  const { retry } = useOutboxActions()
  const { busy, error, take } = useReplyPrerequisites(chat.id)
  const [step] = prerequisitesOf(useReplyAvailability(chat))
  if (step === undefined) return <RetryButton reply={reply} words="outbox.retry" />
  return (
    <>
      {error && <span title={error.code}>{t('outbox.stepFailed')}</span>}
      <Button
        size="sm"
        busy={busy !== null}
        onClick={() => void take(step).then((ready) => ready && retry(reply.localId))}
      >
        {t(stepAndSend[step])}
      </Button>
    </>
  )
}

// A component of its own, so that only it renders with every key in the draft.
const EditButton = ({ reply }: ActionsProps) => {
  const t = useT()
  const { withdraw } = useOutboxActions()
  const [, setDraft] = useDraft(reply.chatId)
  const edit = () => {
    withdraw(reply.localId, (text) => setDraft((draft) => (draft.trim() === '' ? text : `${text}\n${draft}`)))
    requestFocus('composer')
  }
  return (
    <Button size="sm" onClick={edit}>
      {t('outbox.edit')}
    </Button>
  )
}

const DiscardButton = ({ reply }: ActionsProps) => {
  const t = useT()
  const { discard } = useOutboxActions()
  return (
    <Button size="sm" variant="ghost" onClick={() => discard(reply.localId)}>
      {t('outbox.discard')}
    </Button>
  )
}

const RetryButton = ({ reply, words }: ActionsProps & { readonly words: PhraseKey }) => {
  const t = useT()
  const { retry } = useOutboxActions()
  return (
    <Button size="sm" onClick={() => retry(reply.localId)}>
      {t(words)}
    </Button>
  )
}

const row = 'flex flex-wrap items-center justify-end gap-x-2 gap-y-1 pt-1 pb-1.5 text-xs'

const Rejected = ({ words, code, children }: { words: string; code?: string; children?: ReactNode }) => (
  <div role="alert" title={code} className={`${row} font-medium text-alert-fg`}>
    <span className="flex min-w-0 items-center gap-1.5">
      <CircleAlert aria-hidden="true" className="size-4" />
      <span dir="auto" className="wrap-anywhere">
        {words}
      </span>
    </span>
    {children && <span className="flex flex-wrap justify-end gap-1.5">{children}</span>}
  </div>
)

/** A text with a countdown. Screen readers get `spoken`, which doesn't change every second. */
const Progress = ({ icon, words, spoken }: { icon: ReactNode; words: string; spoken: string }) => (
  <span className="flex min-w-0 items-center gap-1.5">
    {icon}
    <span aria-hidden={words !== spoken} dir="auto" className="tabular-nums wrap-anywhere">
      {words}
    </span>
    <span role="status" className="sr-only">
      {words === spoken ? null : spoken}
    </span>
  </span>
)

const QueuedReply = ({ reply, words, until }: ActionsProps & { readonly words: PhraseKey; readonly until: number }) => {
  const t = useT()
  const { prioritize } = useOutboxActions()
  const seconds = useSecondsTo(until)
  const [first] = useState(seconds)
  return (
    <div className={`${row} text-sys-fg`}>
      <Progress
        icon={<Clock aria-hidden="true" className="size-3.5" />}
        words={t(words, { seconds })}
        spoken={t(words, { seconds: first })}
      />
      <span className="flex flex-wrap justify-end gap-1.5">
        <Button size="sm" onClick={() => prioritize(reply.localId)}>
          {t('outbox.sendNow')}
        </Button>
        {!reply.file && <EditButton reply={reply} />}
        <DiscardButton reply={reply} />
      </span>
    </div>
  )
}

/** The first read after the failure usually finds the reply; the countdown (s) is shown only if it didn't. */
const FIRST_CHECKS_S = 59

const Verifying = ({ until, cancelled }: { until: number; cancelled: boolean }) => {
  const t = useT()
  const seconds = useSecondsTo(until)
  const spoken = t(cancelled ? 'attachments.cancelled' : 'outbox.checking')
  return (
    <div className={`${row} text-sys-fg`}>
      <Progress
        icon={<Spinner className="size-3.5" />}
        words={cancelled || seconds > FIRST_CHECKS_S ? spoken : t('outbox.notThereYet', { seconds })}
        spoken={spoken}
      />
    </div>
  )
}

const Held = ({ reply }: ActionsProps) =>
  useIsHeld(reply) ? <QueuedReply reply={reply} words="outbox.waitsForPrevious" until={0} /> : null

const Sent = ({ state }: { state: Extract<ReplyState, { name: 'sent' }> }) => {
  const t = useT()
  const count = state.copies.length - 1
  return count > 0 ? <Rejected words={t('outbox.duplicated', { count })} /> : null
}

const TEXT_CLASSES = 'max-h-40 overflow-y-auto whitespace-pre-wrap wrap-anywhere text-fg scrollbar-thin'

/** The portal stored another text than the one that was written: both, on request. */
const Changed = ({ written, stored }: { readonly written: string; readonly stored: string }) => {
  const t = useT()
  return (
    <details className="pt-1 pb-1.5 text-end text-xs text-sys-fg">
      <summary className="min-h-6 cursor-pointer">{t('outbox.changed')}</summary>
      <dl className="mt-1 max-w-full rounded-md bg-sys p-2.5 text-start">
        <dt className="font-medium">{t('outbox.written')}</dt>
        <dd dir="auto" className={TEXT_CLASSES}>
          {written}
        </dd>
        <dt className="mt-1.5 font-medium">{t('outbox.stored')}</dt>
        <dd dir="auto" className={TEXT_CLASSES}>
          {stored}
        </dd>
      </dl>
    </details>
  )
}

/** Why an outgoing reply or file isn't sent yet, and what the operator can do. `stored`: text of the message that it has become. */
export const SendProblem = ({
  reply,
  stored,
}: {
  readonly reply: OutgoingReply
  readonly stored?: string | undefined
}) => {
  const t = useT()
  const { verifyAgain } = useOutboxActions()
  const { state, localId } = reply
  switch (state.name) {
    case 'sending':
      return null
    case 'sent':
      return (
        <>
          <Sent state={state} />
          {stored !== undefined && isChangedText(reply.text, stored) && (
            <Changed written={reply.text} stored={stored} />
          )}
        </>
      )
    case 'queued':
      return state.cause === 'turn' ? (
        <Held reply={reply} />
      ) : (
        <QueuedReply reply={reply} words={waits[state.cause]} until={state.until ?? 0} />
      )
    case 'verifying':
      return <Verifying until={state.until} cancelled={reply.cancelled ?? false} />
    case 'rejected':
      return (
        <Rejected words={t(rejectionText(state.rejection, reply.file !== undefined))} code={state.rejection.code}>
          <RejectionActions reply={reply} />
          {!reply.file && <EditButton reply={reply} />}
          <DiscardButton reply={reply} />
        </Rejected>
      )
    case 'unconfirmed':
      return (
        <Rejected words={t(state.absent ? 'outbox.notSent' : 'outbox.outcomeUnknown')}>
          {!state.absent && (
            <Button size="sm" onClick={() => verifyAgain(localId)}>
              {t('outbox.checkAgain')}
            </Button>
          )}
          <RetryButton reply={reply} words={state.absent ? 'outbox.retry' : 'outbox.sendAgain'} />
          {!reply.file && <EditButton reply={reply} />}
          <DiscardButton reply={reply} />
        </Rejected>
      )
  }
}
