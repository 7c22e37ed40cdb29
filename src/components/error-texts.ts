import type { PhraseKey } from '@/i18n/dictionary'

/** What is said of a write that failed, by the kind of its error (portal-error.ts), where its code says no more. */
export const errorTextKeys = {
  refused: 'chatActions.refused',
  forbidden: 'chatActions.noRight',
  limit: 'chatActions.limit',
  'sign-in': 'chatActions.signIn',
  app: 'chatActions.app',
  unavailable: 'chatActions.noAnswer',
  network: 'chatActions.noAnswer',
  malformed: 'chatActions.noAnswer',
} as const satisfies Record<string, PhraseKey>
