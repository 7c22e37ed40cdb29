import { useEffect, useRef, useState } from 'react'
import type { Chat } from '@/domain/chat'
import { prerequisitesOf, type ReplyAvailability, type ReplyPrerequisite } from '@/domain/session'
import type { UserId } from '@/domain/ids'
import { useT, type PhraseKey } from '@/i18n/i18n'
import { useLatest } from '@/lib/use-latest'
import { useChatChange, useSeenChange, type ReplyPrerequisites } from '@/mutations/reply-prerequisites'
import type { Colleague } from '@/queries/presence'
import { replyTexts } from './send-button'
import { useCollisionWarning, useUnfilledPlaceholders } from './send-warnings'
import type { ComposerFieldState } from './use-composer-field'

const disabledReasons: Partial<Record<ReplyAvailability['kind'], PhraseKey>> = {
  'window-over': 'composer.windowClosed',
  'read-only': 'composer.readOnlyText',
  'no-right': 'composer.readOnlyText',
}

/** Sending a reply, with all checks and steps before it. */
export interface ReplySubmission {
  readonly submit: () => void
  /** The step before the reply is running, or it isn't known yet whether one is needed. */
  readonly preparing: boolean
  /** The step that Send takes first; null = none is needed. */
  readonly prerequisite: ReplyPrerequisite | null
  /** A warning that is shown once instead of sending; null = none. The same text is sent when it is submitted again. */
  readonly warning: string | null
  readonly clearWarning: () => void
}

/**
 * Send of a reply: first the checks, then the warnings (another step is needed than when the operator began to write; placeholders are
 * unfilled; a colleague writes or has answered), then the step, then the reply.
 */
export const useSubmitReply = (
  chat: Chat,
  me: UserId,
  availability: ReplyAvailability,
  prerequisites: ReplyPrerequisites,
  writers: readonly Colleague[],
  composer: ComposerFieldState,
): ReplySubmission => {
  const t = useT()
  const { text, setText, field, isEmpty, textProblem, setHint, store } = composer
  const [, forgetChange] = useChatChange(chat.id)
  const [preparing, setPreparing] = useState(false)
  const [early, setEarly] = useState<string | null>(null)
  const [warning, setWarning] = useState<string | null>(null)
  const collisionWarning = useCollisionWarning(chat.id, me, text, writers)
  const unfilledWarning = useUnfilledPlaceholders(text)
  useSeenChange(chat, me, text !== '' && !preparing && prerequisites.busy === null)

  const known = availability.kind !== 'loading'
  const [prerequisite] = prerequisitesOf(availability)
  /** The step that was needed when the operator began to write. */
  const expectedPrerequisite = useRef(prerequisite)
  useEffect(() => {
    if (text === '') expectedPrerequisite.current = prerequisite
  }, [text, prerequisite])

  const nextWarning = (): string | null =>
    prerequisite !== undefined && prerequisite !== expectedPrerequisite.current
      ? t('composer.stepChanged', { step: t(replyTexts[prerequisite]) })
      : (unfilledWarning() ?? collisionWarning())

  const submit = () => {
    field.current?.focus({ preventScroll: true })
    if (isEmpty) return
    if (!known && textProblem === null) {
      setHint('composer.notYetLoading')
      setEarly(text)
      return
    }
    const reason = disabledReasons[availability.kind] ?? textProblem
    setHint(reason)
    const warned = reason === null ? nextWarning() : null
    expectedPrerequisite.current = prerequisite
    setWarning(warned)
    if (reason !== null || warned !== null || preparing) return
    if (prerequisite === undefined) {
      forgetChange()
      store()
      return
    }
    // The step and the reply are two calls: the text stays in the field until a reply is certainly possible.
    setPreparing(true)
    void prerequisites.take(prerequisite).then((ready) => {
      setPreparing(false)
      if (!ready) return
      setText((now) => {
        // If the text has been changed meanwhile, the operator has to send again.
        if (now === text) queueMicrotask(store)
        return now
      })
    })
  }

  // Sent before it was known whether a reply is possible: carried out as soon as that is known, unless the text has been changed meanwhile.
  const submitNow = useLatest(submit)
  useEffect(() => {
    if (early === null || (!known && early === text)) return
    setEarly(null)
    if (early === text) submitNow.current()
  }, [early, known, text, submitNow])

  return {
    submit,
    preparing: preparing || early !== null,
    prerequisite: prerequisite ?? null,
    warning,
    clearWarning: () => setWarning(null),
  }
}
