/** Where keys work: `keys.<area>` is its heading. In this order. */
export const shortcutAreas = ['anywhere', 'list', 'log', 'composer'] as const

interface ShortcutRow {
  /** What the dispatcher runs (lib/shortcut-handlers.ts); null = the widget that has the focus handles these keys itself. */
  readonly id: string | null
  readonly area: (typeof shortcutAreas)[number]
  /** As printed on keys, joined by `+`; each of the list does it. */
  readonly keys: readonly string[]
  /** Key of its phrase in the dictionaries. */
  readonly label: string
  /** Keys that do it too and that the help does not name. */
  readonly unlisted?: readonly string[]
  /** A character without Ctrl or Alt: goes with the setting for such keys (`letterKeys`). */
  readonly letter?: true
  /** A key that is held down does it again and again: only for moving about. */
  readonly repeats?: true
  /** Pressed before the deferred part is loaded, it is done afterwards. Not where the key means something to the browser meanwhile. */
  readonly kept?: true
}

/**
 * Keys of the panel, for the dispatcher and the help, in the order of the help. A new shortcut is a row here, and its text. Keys of actions
 * on a message stand in their entries (message-actions.ts), which the first screen does without.
 */
const rows = [
  { id: 'panes', area: 'anywhere', keys: ['F6', 'Shift+F6'], label: 'keys.panes', repeats: true },
  { id: 'chats', area: 'anywhere', keys: ['Alt+↑', 'Alt+↓'], label: 'keys.chats', repeats: true },
  { id: 'commands', area: 'anywhere', keys: ['Ctrl+K'], label: 'keys.commands', kept: true },
  { id: 'search', area: 'anywhere', keys: ['/'], label: 'keys.search', letter: true },
  { id: 'help', area: 'anywhere', keys: ['?'], label: 'keys.help', letter: true, kept: true },
  { id: 'escape', area: 'anywhere', keys: ['Esc'], label: 'keys.escape' },
  { id: null, area: 'list', keys: ['↑', '↓', 'Home', 'End'], label: 'keys.listMove' },
  { id: null, area: 'list', keys: ['Enter'], label: 'keys.listOpen' },
  {
    id: 'listMenu',
    area: 'list',
    keys: ['Shift+F10'],
    label: 'keys.listMenu',
    unlisted: ['Menu', 'Shift+Menu'],
    kept: true,
  },
  { id: null, area: 'log', keys: ['↑', '↓', 'PageUp', 'PageDown', 'Home', 'End'], label: 'keys.logMove' },
  { id: 'find', area: 'log', keys: ['Ctrl+F'], label: 'keys.find' },
  { id: null, area: 'log', keys: ['Enter', 'Shift+F10'], label: 'keys.messageMenu' },
  { id: null, area: 'composer', keys: ['Enter', 'Ctrl+Enter'], label: 'keys.send' },
  { id: null, area: 'composer', keys: ['Shift+Enter'], label: 'keys.newLine' },
  { id: null, area: 'composer', keys: ['/'], label: 'keys.templates' },
  { id: null, area: 'composer', keys: ['Ctrl+B', 'Ctrl+I', 'Ctrl+U', 'Ctrl+Shift+X'], label: 'keys.format' },
  { id: null, area: 'composer', keys: ['↑'], label: 'keys.editLast' },
  { id: 'attach', area: 'composer', keys: ['Alt+A'], label: 'keys.attach', kept: true },
  { id: 'note', area: 'composer', keys: ['Alt+N'], label: 'keys.note', kept: true },
] as const satisfies readonly ShortcutRow[]

/** Shortcuts that the panel's one dispatcher listens for; keys of one widget stay with the widget. */
export type ShortcutId = Exclude<(typeof rows)[number]['id'], null>

/** Keys that do one thing. */
export interface Shortcut extends ShortcutRow {
  readonly id: ShortcutId | null
  readonly label: (typeof rows)[number]['label']
}

export const shortcuts: readonly Shortcut[] = rows

/** The first key of a shortcut, for where one is named beside a command. */
export const keysOf = (id: ShortcutId): string => shortcuts.find((one) => one.id === id)?.keys[0] ?? ''
