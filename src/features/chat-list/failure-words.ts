import type { PhraseKey } from '@/i18n/i18n'
import type { PortalError } from '@/queries/portal-context'

/** What to say about a list that did not load: face, title, text. */
export interface FailureWords {
  readonly kind: 'failed' | 'forbidden' | 'waiting'
  readonly title: PhraseKey
  readonly text: PhraseKey
}

const words: Readonly<Record<PortalError['kind'], FailureWords>> = {
  forbidden: { kind: 'forbidden', title: 'list.forbiddenTitle', text: 'list.forbiddenText' },
  limit: { kind: 'waiting', title: 'list.limitTitle', text: 'list.limitText' },
  'sign-in': { kind: 'failed', title: 'list.signInTitle', text: 'list.signInText' },
  app: { kind: 'failed', title: 'list.appTitle', text: 'list.appText' },
  refused: { kind: 'failed', title: 'list.failedTitle', text: 'list.refusedText' },
  malformed: { kind: 'failed', title: 'list.failedTitle', text: 'list.refusedText' },
  unavailable: { kind: 'failed', title: 'list.failedTitle', text: 'list.failedText' },
  network: { kind: 'failed', title: 'list.failedTitle', text: 'list.failedText' },
}

/** Words for a failure, by its kind and never by the portal's description. */
export const failureWords = (error: PortalError | null): FailureWords => words[error?.kind ?? 'network']
