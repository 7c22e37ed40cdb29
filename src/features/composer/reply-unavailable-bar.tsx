import { useEffect, useState, type ReactNode } from 'react'
import type { Chat } from '@/domain/chat'
import type { UserId } from '@/domain/ids'
import { chatErrorPhrases } from '@/domain/chat-actions'
import type { ChatChange } from '@/domain/chat-change'
import { prerequisitesOf, type ReplyAvailability, type ReplyPrerequisite } from '@/domain/session'
import { useI18n, type PhraseKey, type I18n } from '@/i18n/i18n'
import type { PortalError } from '@/queries/card-context'
import type { ReplyPrerequisites } from '@/mutations/reply-prerequisites'
import { Button } from '@/ui/button'
import { usePortalNow } from '@/lib/page-visibility'
import { portalNow } from '@/lib/portal-clock'

const problems = {
  refused: 'composer.stepRefused',
  forbidden: 'composer.stepForbidden',
  limit: 'composer.stepLimit',
  'sign-in': 'composer.stepSignIn',
  app: 'composer.stepApp',
  unavailable: 'composer.stepNoAnswer',
  network: 'composer.stepNoAnswer',
  malformed: 'composer.stepNoAnswer',
} as const satisfies Record<PortalError['kind'], PhraseKey>

// Two operators pressed Answer at the same time, and the other one got the chat.
const COMPETITION_CODE = 'IMOL_CHAT_ERROR_ANSWER_COMPETITIVE_REQUEST'
// Most actions report a missing right with status 400; only the code tells it from other refusals.
const NO_RIGHT_CODES = new Set(['ACCESS_DENIED', 'ACCESS_ERROR'])

const problemOf = ({ kind, code }: PortalError): PhraseKey => {
  if (code === COMPETITION_CODE) return 'composer.stepTooLate'
  if (NO_RIGHT_CODES.has(code)) return problems.forbidden
  return (kind === 'refused' ? chatErrorPhrases[code] : undefined) ?? problems[kind]
}

interface StepTexts {
  readonly title: string
  readonly text: string | null
}

/** Title and text of the bar; null = none. */
const textsOf = (
  gate: ReplyAvailability,
  chat: Chat,
  me: UserId,
  now: number,
  { t, format }: I18n,
): StepTexts | null => {
  switch (gate.kind) {
    case 'ready':
    case 'loading':
      return null
    case 'answer': {
      const wait = gate.waitingSince === null ? null : format.span(Math.max(0, now - gate.waitingSince))
      const title =
        wait === null
          ? t('composer.waiting', { name: chat.client })
          : t('composer.waitingFor', { name: chat.client, wait })
      if (gate.assignedTo === null) return { title, text: t('composer.nobody') }
      if (gate.assignedTo === me) return { title, text: t('composer.assignedToYou') }
      return { title, text: t('composer.assignedTo', { name: chat.operatorName ?? t('composer.colleague') }) }
    }
    case 'join':
      return {
        title: t('composer.notMemberTitle'),
        text: t('composer.notMemberText', { name: gate.ownerName ?? t('composer.colleague') }),
      }
    case 'closed':
      return { title: t('composer.closedTitle'), text: t('composer.closedText') }
    case 'closing':
      return { title: t('composer.closingTitle'), text: t('composer.closingText') }
    case 'window-over':
      return {
        title: t('composer.windowTitle', { span: format.span(Math.max(0, now - gate.since)) }),
        text: t('composer.windowText', { channel: chat.channel.title, since: format.dateTime(gate.since) }),
      }
    case 'read-only':
      return {
        title: t('composer.readOnlyTitle'),
        text:
          gate.ownerName === null
            ? t('composer.readOnlyText')
            : `${t('composer.readOnlyText')} ${t('composer.notMemberText', { name: gate.ownerName })}`,
      }
    case 'no-right':
      return { title: t('composer.readOnlyTitle'), text: t('composer.readOnlyText') }
  }
}

const Bar = ({ id, title, text, children }: { id: string; title: string; text?: ReactNode; children: ReactNode }) => (
  <div className="flex flex-wrap items-center gap-x-2.5 gap-y-2 py-3 ps-3.5 pe-3">
    <div id={id} className="min-w-44 flex-1 text-sm">
      <b className="block text-md font-semibold wrap-anywhere">
        <bdi>{title}</bdi>
      </b>
      <bdi className="text-fg-2 wrap-anywhere">{text}</bdi>
    </div>
    <div className="flex flex-wrap gap-2">{children}</div>
  </div>
)

const stepTexts = {
  answer: 'composer.answer',
  join: 'composer.join',
  takeOver: 'composer.takeOver',
  startSession: 'composer.newSession',
  restartSession: 'composer.newSession',
} as const satisfies Record<ReplyPrerequisite, PhraseKey>

const changes = {
  answered: ['composer.changeAnswered', 'composer.changeAnsweredAgo', 'composer.changeAnsweredNobody'],
  taken: ['composer.changeTaken', 'composer.changeTakenAgo', 'composer.changeTakenNobody'],
  opened: ['composer.changeOpened', 'composer.changeOpenedAgo', 'composer.changeOpenedNobody'],
  closed: ['composer.changeClosed', 'composer.changeClosedAgo', 'composer.changeClosedNobody'],
  closing: ['composer.changeClosed', 'composer.changeClosedAgo', 'composer.changeClosedNobody'],
  queued: ['composer.changeQueued', 'composer.changeQueuedAgo', 'composer.changeQueuedNobody'],
  mine: ['composer.changeMine', 'composer.changeMine', 'composer.changeMine'],
} as const satisfies Record<ChatChange['what'], readonly PhraseKey[]>

/** The clocks of portal and computer differ: a change that seems to be in the future, or long ago, is shown without a time. */
const LONG_AGO_MS = 10 * 60_000

const changeTexts = ({ what, name, at }: ChatChange, seenAt: number, { t, format }: I18n): string => {
  const [named, ago, withoutName] = changes[what]
  if (name === null) return t(withoutName)
  const since = at === null ? -1 : seenAt - at
  if (since < 0 || since > LONG_AGO_MS) return t(named, { name })
  const wait =
    since < 60_000 ? t('composer.seconds', { count: Math.max(1, Math.round(since / 1000)) }) : format.span(since)
  return t(ago, { name, wait })
}

const Notice = ({ change }: { change: ChatChange }) => {
  const i18n = useI18n()
  const [seenAt] = useState(portalNow)
  return (
    // A step that succeeded in the end is no alert.
    <p
      role={change.what === 'mine' ? 'status' : 'alert'}
      dir="auto"
      className={`px-3.5 pt-3 text-sm font-medium wrap-anywhere ${change.what === 'mine' ? 'text-fg-2' : 'text-warning-fg'}`}
    >
      {changeTexts(change, seenAt, i18n)}
    </p>
  )
}

/**
 * Why a reply isn't possible right now, and the steps that change it; each can be taken alone here, while Send takes the first one and
 * replies. Empty when a reply is possible. `id` names the explanation.
 */
export const ReplyUnavailableBar = ({
  id,
  gate,
  chat,
  me,
  steps,
  change,
  onStep,
}: {
  readonly id: string
  readonly gate: ReplyAvailability
  readonly chat: Chat
  readonly me: UserId
  readonly steps: ReplyPrerequisites
  /** What a colleague changed just before. */
  readonly change: ChatChange | null
  /** A step was begun: the field gets the focus when it succeeds. */
  readonly onStep: () => void
}) => {
  const i18n = useI18n()
  const { t } = i18n
  const now = usePortalNow()
  const { busy, error, take, clear } = steps
  const texts = textsOf(gate, chat, me, now, i18n)

  // The step was executed after all, or by a colleague: the error is obsolete.
  const over = gate.kind === 'ready' && error !== null
  useEffect(() => {
    if (over) clear()
    // The callback is a new function in every render.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [over])

  return (
    <>
      {change && <Notice key={`${change.what} ${change.at}`} change={change} />}
      {texts && (
        <Bar id={id} title={texts.title} text={texts.text}>
          {prerequisitesOf(gate).map((step, place) => (
            <Button
              key={step}
              size="sm"
              variant={place === 0 ? 'tint' : 'outline'}
              busy={busy === step}
              disabled={busy !== null && busy !== step}
              onClick={() => {
                onStep()
                void take(step)
              }}
            >
              {t(stepTexts[step])}
            </Button>
          ))}
        </Bar>
      )}
      {error && (
        <p role="alert" title={error.code} className="px-3.5 pb-2.5 text-sm font-medium text-alert-fg first:pt-2.5">
          {t(problemOf(error))}
        </p>
      )}
    </>
  )
}
