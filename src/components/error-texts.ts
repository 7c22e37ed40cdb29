import type { PhraseKey } from '@/i18n/dictionary'

/** What is said of a write that failed, by the kind of its error (portal-error.ts), where its code says no more. */
export const errorTextKeys = {
  refused: 'actions.refused',
  forbidden: 'actions.noRight',
  limit: 'actions.limit',
  'sign-in': 'actions.signIn',
  app: 'actions.app',
  unavailable: 'actions.noAnswer',
  network: 'actions.noAnswer',
  malformed: 'actions.noAnswer',
} as const satisfies Record<string, PhraseKey>
