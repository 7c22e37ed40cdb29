// `npx tsx e2e/simulation/operator-actions.ts` writes docs/operator-actions.md anew: what src/domain/chat-actions.ts names.
import { writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { chatActions, type ChatActionName, type Availability } from '../../src/domain/chat-actions'
import { messageActions, type MessageCommandName } from '../../src/domain/message-actions'

const titles: Readonly<Record<ChatActionName, string>> = {
  answer: 'Answer',
  skip: 'Skip',
  transfer: 'Transfer to a person or a line',
  takeOver: 'Take over',
  join: 'Join',
  leave: 'Leave',
  finish: 'Close',
  finishAnothers: 'Close a colleague’s chat',
  spam: 'Spam',
  start: 'Start a session',
  startFrom: 'Start a session from a message',
  pin: 'Pin',
  unpin: 'Unpin',
  silentOff: 'Switch silent mode off',
  rate: 'Rate as a manager',
  createLead: 'Create a lead',
  addParticipant: 'Add a participant',
  removeParticipant: 'Remove a participant',
  mute: 'Mute',
  unmute: 'Unmute',
  markUnread: 'Mark as unread',
}

const offers: Readonly<Record<Availability, string>> = {
  new: 'nobody has accepted the chat',
  'mine-open': 'the session is open and the caller’s',
  open: 'the session is open and the caller is in the chat',
  anothers: 'a colleague leads it',
  outside: 'a colleague leads it and the caller is not in it',
  guest: 'a colleague leads it and the caller is in it',
  closed: 'the session is closed',
  'with-session': 'the session is closing, or open with the caller in the chat',
  unpinned: 'the caller leads it and it is not pinned',
  pinned: 'the caller leads it and it is pinned',
  silent: 'silent mode is on and the caller is in the chat',
  over: 'the session is closed and the portal lets the caller rate it',
  leadless: 'the caller leads it and it has no lead',
  bound: 'the session is open and the caller is in the chat',
  loud: 'the caller is in the chat and hears of it',
  muted: 'the caller is in the chat and has muted it',
  inside: 'the caller is in the chat',
}

const messageTitles: Readonly<Record<MessageCommandName, string>> = {
  like: 'Like',
  unlike: 'Take the like back',
  edit: 'Edit',
  delete: 'Delete (asks first)',
  task: 'Create a task (asks first)',
  share: 'Share to the team chat',
  saveQuick: 'Save as quick answer',
}

const code = (words: readonly string[]): string => words.map((word) => `\`${word}\``).join(', ')

const table = (head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] => {
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)))
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)]
}

/** docs/operator-actions.md. */
export function actionsPage(): string {
  const rows = Object.entries(chatActions).map(
    ([name, { method, params, offer, confirm, undo, errors, alreadyDoneCodes }]) => [
      titles[name as ChatActionName],
      `\`${method}\`: ${params}`,
      offers[offer],
      confirm ? 'asks first' : undo === null ? '' : `undo: ${titles[undo]}`,
      code(errors),
      code(alreadyDoneCodes),
    ],
  )
  return [
    '# Operator actions',
    '',
    'Made by `npx tsx e2e/simulation/operator-actions.ts` from `src/domain/chat-actions.ts`; a test notices when the two differ.',
    'It is the catalogue of what the portal offers; what the panel shows of it so far is in [CHANGELOG.md](../CHANGELOG.md).',
    '',
    ...table(['action', 'method and parameters', 'offered when', 'safety', 'error codes', 'count as done'], rows),
    '',
    '## On a message',
    '',
    'From `src/domain/message-actions.ts`. Offered to members while the session is not closed; changing and deleting, to the author.',
    '',
    ...table(
      ['action', 'method and parameters', 'error codes', 'count as done'],
      Object.entries(messageActions).map(([name, { method, params, errors, alreadyDoneCodes }]) => [
        messageTitles[name as MessageCommandName],
        `\`${method}\`: ${params}`,
        code(errors),
        code(alreadyDoneCodes),
      ]),
    ),
    '',
  ].join('\n')
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href)
  writeFileSync('docs/operator-actions.md', actionsPage())
