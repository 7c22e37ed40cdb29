// `npx tsx e2e/simulation/operator-actions.ts` writes docs/operator-actions.md from the registries of actions and the English texts.
import { readFileSync, writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { chatActions, paramsOf, type ChatActionName, type ChatCommand } from '../../src/domain/chat-actions'
import type { CallParams } from '../../src/domain/chat-action-entry'
import type { ChatId, MessageId } from '../../src/domain/ids'
import {
  messageActions,
  messageParamsOf,
  type MessageActionName,
  type MessageCommand,
} from '../../src/domain/message-actions'

/** Input that suits every action. No value of it is letters only, so that what is letters only in a call is the action's own. */
const input = {
  to: { kind: 'person', id: 7, name: 'Person 7' },
  messageId: 90,
  sessionId: 318,
  stars: 4,
  comment: 'Comment 1',
  item: { type: 'type-1', id: 5 },
  userId: 7,
  person: 'Person 7',
  text: 'Text 1',
}
const CHAT = 11 as ChatId
const MESSAGE = 90 as MessageId

const english = JSON.parse(
  readFileSync(new URL('../../src/i18n/locales/en/deferred.json', import.meta.url), 'utf8'),
) as Readonly<Record<'chatActions' | 'messageActions', Readonly<Record<string, string>>>>

const paramNames = (params: CallParams): string =>
  Object.entries(params)
    .map(([name, value]) => (/^[A-Za-z]+$/.test(String(value)) ? `${name}=${value}` : name))
    .join(', ')

const code = (names: readonly string[] = []): string => names.map((name) => `\`${name}\``).join(', ')

const table = (head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] => {
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)))
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)]
}

const chatRow = (name: ChatActionName): readonly string[] => {
  const { method, availableWhen, menus, confirm, undo, takesChat, errors, alreadyDoneCodes } = chatActions[name]
  const safety = [
    confirm && 'asks first',
    takesChat && 'checks the owner',
    undo !== undefined && `undo: \`${undo}\``,
  ].filter(Boolean)
  return [
    `\`${name}\``,
    menus ? (english.chatActions[name] ?? '') : '',
    `\`${method}\`: ${paramNames(paramsOf(CHAT, { name, ...input } as unknown as ChatCommand))}`,
    availableWhen,
    safety.join(', '),
    code(Object.keys(errors)),
    code(alreadyDoneCodes),
  ]
}

const messageRow = (name: MessageActionName): readonly string[] => {
  const { icon, key, confirm, call } = messageActions[name]
  const params = () => paramNames(messageParamsOf(CHAT, MESSAGE, { name, ...input } as unknown as MessageCommand))
  return [
    `\`${name}\``,
    icon === undefined ? '' : (english.messageActions[name] ?? ''),
    key ?? '',
    call ? `\`${call.method}\`: ${params()}` : '',
    confirm ? 'asks first' : '',
    code(Object.keys(call?.errors ?? {})),
    code(call?.alreadyDoneCodes),
  ]
}

/** docs/operator-actions.md. */
export function actionsPage(): string {
  const [method, codes] = ['method and parameters', ['error codes', 'count as done']]
  return [
    '# Operator actions',
    '',
    'Made by `npx tsx e2e/simulation/operator-actions.ts`; a test fails when this page and the registries differ.',
    '',
    '## On a chat',
    '',
    'From `src/domain/chat-actions.ts`, in the order of menus; an action without a label is in no menu. "Checks the owner": not executed',
    'when the chat has another operator than the one on screen.',
    '',
    ...table(
      ['action', 'label', method, 'offered when', 'safety', ...codes],
      (Object.keys(chatActions) as ChatActionName[]).map(chatRow),
    ),
    '',
    '## On a message',
    '',
    'From `src/domain/message-actions.ts`, in the order of its menu; an action without a method needs no portal. Offered to members while the',
    'session is not closed; changing and deleting, to the author.',
    '',
    ...table(
      ['action', 'label', 'key', method, 'safety', ...codes],
      (Object.keys(messageActions) as MessageActionName[]).map(messageRow),
    ),
    '',
  ].join('\n')
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href)
  writeFileSync('docs/operator-actions.md', actionsPage())
