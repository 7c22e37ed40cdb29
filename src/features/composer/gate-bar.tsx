import type { ReactNode } from 'react'
import type { Chat } from '@/domain/chat'
import type { UserId } from '@/domain/ids'
import type { ReplyGate } from '@/domain/session'
import { useSpeech, type PhraseKey, type Speech } from '@/i18n/i18n'
import type { PortalError } from '@/queries/portal-context'
import type { SessionActions } from '@/queries/session-actions'
import { Button } from '@/ui/button'
import { useNow } from '@/ui/use-now'

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

// Two operators pressed Answer in the same moment, and the other one won.
const COMPETITION = 'IMOL_CHAT_ERROR_ANSWER_COMPETITIVE_REQUEST'
// Most actions answer "no right" with status 400, which only the code tells from other refusals.
const NO_RIGHT = new Set(['ACCESS_DENIED', 'ACCESS_ERROR'])

const problemOf = ({ kind, code }: PortalError): PhraseKey => {
  if (code === COMPETITION) return 'composer.stepTooLate'
  return NO_RIGHT.has(code) ? problems.forbidden : problems[kind]
}

interface Words {
  readonly title: string
  readonly text: string | null
}

/** Title and text of a closed gate; null where there is nothing to say. */
const wordsOf = (gate: ReplyGate, chat: Chat, me: UserId, now: number, { t, format }: Speech): Words | null => {
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
        title: t('composer.outsideTitle'),
        text: t('composer.outsideText', { name: gate.ownerName ?? t('composer.colleague') }),
      }
    case 'closed':
      return { title: t('composer.closedTitle'), text: t('composer.closedText') }
    case 'closing':
      return { title: t('composer.closingTitle'), text: t('composer.closingText') }
    case 'window-over':
      return {
        title: t('composer.windowTitle'),
        text: t('composer.windowText', { channel: chat.channel.title, since: format.dateTime(gate.since) }),
      }
    case 'no-right':
      return { title: t('composer.readOnlyTitle'), text: t('composer.readOnlyText') }
  }
}

const Bar = ({
  id,
  title,
  text,
  alert,
  children,
}: {
  id: string
  title: string
  text?: ReactNode
  alert?: boolean
  children: ReactNode
}) => (
  <div className="flex flex-wrap items-center gap-x-2.5 gap-y-2 py-3 ps-3.5 pe-3">
    <div id={id} role={alert ? 'alert' : undefined} className="min-w-44 flex-1 text-sm">
      <b className="block text-md font-semibold wrap-anywhere">
        <bdi>{title}</bdi>
      </b>
      <bdi className="text-fg-2 wrap-anywhere">{text}</bdi>
    </div>
    <div className="flex flex-wrap gap-2">{children}</div>
  </div>
)

/** Why the chat takes no reply right now, and the step that changes it. Nothing when it does. `id` names the explanation. */
export const GateBar = ({
  id,
  gate,
  chat,
  me,
  actions,
  onStep,
}: {
  readonly id: string
  readonly gate: ReplyGate
  readonly chat: Chat
  readonly me: UserId
  readonly actions: SessionActions
  /** A step was begun: the field gets the focus when it succeeds. */
  readonly onStep: () => void
}) => {
  const speech = useSpeech()
  const { t } = speech
  const now = useNow()
  const { busy, error, conflict } = actions
  const words = wordsOf(gate, chat, me, now, speech)

  const step = (
    key: PhraseKey,
    mine: SessionActions['busy'],
    variant: 'primary' | 'tint' | 'outline',
    run: () => void,
  ) => (
    <Button
      size="sm"
      variant={variant}
      busy={busy === mine}
      disabled={busy !== null && busy !== mine}
      onClick={() => {
        onStep()
        run()
      }}
    >
      {t(key)}
    </Button>
  )

  if (conflict)
    return (
      <Bar
        id={id}
        alert
        title={t('composer.conflictTitle', { name: conflict.ownerName })}
        text={t('composer.conflictText')}
      >
        {step('composer.takeOver', 'answer', 'primary', () => actions.answer({ force: true }))}
        <Button size="sm" onClick={actions.clear}>
          {t('composer.leaveIt')}
        </Button>
      </Bar>
    )
  return (
    <>
      {words && (
        <Bar id={id} title={words.title} text={words.text}>
          {gate.kind === 'answer' && step('composer.answer', 'answer', 'primary', () => actions.answer())}
          {gate.kind === 'join' && (
            <>
              {step('composer.join', 'join', 'tint', actions.join)}
              {step('composer.takeOver', 'intercept', 'outline', actions.intercept)}
            </>
          )}
          {(gate.kind === 'closed' || gate.kind === 'closing') &&
            step('composer.newSession', 'start', 'primary', actions.start)}
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
