import type { PhraseKey } from '@/i18n/i18n'

/** Where keys work: `keys.<place>` is its heading. In this order. */
export const shortcutAreas = ['anywhere', 'list', 'log', 'composer'] as const
type ShortcutArea = (typeof shortcutAreas)[number]

/** Keys that do one thing. */
export interface Shortcut {
  readonly where: ShortcutArea
  /** As printed on keys, joined by `+`; each of the list does it. */
  readonly keys: readonly string[]
  readonly what: PhraseKey
  /** A character without Ctrl or Alt: goes with the setting for such keys (letter-keys.ts). */
  readonly letter?: true
}

/** Every key of the panel. Help shows it; what is new gets a row here. */
export const shortcuts: readonly Shortcut[] = [
  { where: 'anywhere', keys: ['F6', 'Shift+F6'], what: 'keys.panes' },
  { where: 'anywhere', keys: ['Alt+↑', 'Alt+↓'], what: 'keys.chats' },
  { where: 'anywhere', keys: ['Ctrl+K'], what: 'keys.commands' },
  { where: 'anywhere', keys: ['/'], what: 'keys.search', letter: true },
  { where: 'anywhere', keys: ['?'], what: 'keys.help', letter: true },
  { where: 'anywhere', keys: ['Esc'], what: 'keys.escape' },
  { where: 'list', keys: ['↑', '↓', 'Home', 'End'], what: 'keys.listMove' },
  { where: 'list', keys: ['Enter'], what: 'keys.listOpen' },
  { where: 'list', keys: ['Shift+F10'], what: 'keys.listMenu' },
  { where: 'log', keys: ['↑', '↓', 'PageUp', 'PageDown', 'Home', 'End'], what: 'keys.logMove' },
  { where: 'log', keys: ['Ctrl+F'], what: 'keys.find' },
  { where: 'log', keys: ['R'], what: 'keys.reply', letter: true },
  { where: 'log', keys: ['C'], what: 'keys.copy', letter: true },
  { where: 'log', keys: ['Enter', 'Shift+F10'], what: 'keys.messageMenu' },
  { where: 'composer', keys: ['Enter', 'Ctrl+Enter'], what: 'keys.send' },
  { where: 'composer', keys: ['Shift+Enter'], what: 'keys.newLine' },
  { where: 'composer', keys: ['/'], what: 'keys.templates' },
  { where: 'composer', keys: ['Ctrl+B', 'Ctrl+I', 'Ctrl+U', 'Ctrl+Shift+X'], what: 'keys.format' },
  { where: 'composer', keys: ['↑'], what: 'keys.editLast' },
  { where: 'composer', keys: ['Alt+A'], what: 'keys.attach' },
  { where: 'composer', keys: ['Alt+N'], what: 'keys.note' },
]
