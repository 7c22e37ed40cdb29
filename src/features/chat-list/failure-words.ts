import type { PhraseKey } from '@/i18n/i18n'
import type { PortalError } from '@/queries/portal-context'

/** What to say about a list that did not load: face, title, text. */
export interface FailureWords {
  readonly kind: 'failed' | 'waiting'
  readonly title: PhraseKey
  readonly text: PhraseKey
}

const failed: FailureWords = { kind: 'failed', title: 'list.failedTitle', text: 'list.failedText' }
const refused: FailureWords = { ...failed, text: 'list.refusedText' }

// What a missing right keeps from the list has a face of its own, over the whole panel.
const words: Readonly<Partial<Record<PortalError['kind'], FailureWords>>> = {
  limit: { kind: 'waiting', title: 'list.limitTitle', text: 'list.limitText' },
  'sign-in': { kind: 'failed', title: 'list.signInTitle', text: 'list.signInText' },
  refused,
  malformed: refused,
}

/** Words for a failure, by its kind and never by the portal's description. */
export const failureWords = (error: PortalError | null): FailureWords => words[error?.kind ?? 'network'] ?? failed
