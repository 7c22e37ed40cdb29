import type { PhraseKey } from '@/i18n/dictionary'

/** Text for a failed write, by the kind of its error (portal-error.ts), where its code has no text of its own. */
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
