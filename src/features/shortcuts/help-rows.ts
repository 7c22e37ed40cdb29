import { keyedMessageActions, messageActions } from '@/domain/message-actions'
import { shortcuts } from '@/domain/shortcuts'

const messageKeys = keyedMessageActions.map((name) => ({
  area: 'log' as const,
  keys: [messageActions[name].key],
  label: `keys.${name}` as const,
  letter: true as const,
}))

/** What the help lists: the shortcuts, and the keys of actions on a message before the key of their menu. */
export const helpRows = shortcuts.flatMap((row) => (row.label === 'keys.messageMenu' ? [...messageKeys, row] : [row]))
