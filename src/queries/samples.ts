import type { CardLook } from '@/portal/portal'

/** A look that brought nothing but what is given; for tests. */
export const sampleLook = (more: Partial<CardLook> = {}): CardLook => ({
  me: null,
  chats: null,
  dialogs: new Map(),
  refused: new Set(),
  recents: null,
  pages: new Map(),
  unreadable: new Map(),
  older: new Map(),
  people: new Map(),
  lines: new Map(),
  ...more,
})
