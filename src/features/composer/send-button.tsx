import SendHorizontal from 'lucide-react/icons/send-horizontal'
import type { ReplyPrerequisite } from '@/domain/session'
import { useT, type PhraseKey } from '@/i18n/i18n'
import { Spinner } from '@/ui/button'

/** Label by the step that a press takes first. */
export const replyTexts = {
  answer: 'composer.answerAndReply',
  join: 'composer.joinAndReply',
  takeOver: 'composer.takeOverAndReply',
  startSession: 'composer.startAndReply',
  restartSession: 'composer.startAndReply',
} as const satisfies Record<ReplyPrerequisite, PhraseKey>

/** The Send button. Its label names the step that is taken first. `off`: a press has no effect right now. */
export const SendButton = ({
  step,
  off,
  busy,
}: {
  readonly step: ReplyPrerequisite | null
  readonly off: boolean
  readonly busy: boolean
}) => {
  const t = useT()
  const label = t(step === null ? 'composer.send' : replyTexts[step])
  return (
    <button
      type="submit"
      aria-label={step === null ? label : undefined}
      title={label}
      aria-disabled={off || busy || undefined}
      className={`inline-flex h-9.5 flex-none items-center justify-center gap-1.5 rounded-full bg-primary text-sm font-medium text-on-primary hover:bg-primary-hover aria-disabled:bg-neutral-bg aria-disabled:text-neutral-fg @max-[480px]/panel:h-11 ${step === null ? 'w-9.5 @max-[480px]/panel:w-11' : 'ps-4 pe-3.5'}`}
    >
      {step !== null && label}
      {busy ? <Spinner /> : <SendHorizontal aria-hidden="true" className="size-5.5 rtl:-scale-x-100" />}
    </button>
  )
}
