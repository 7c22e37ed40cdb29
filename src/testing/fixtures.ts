import type { Chat, Dialog, LastMessage } from '@/domain/chat'
import type { ChatRecord } from '@/domain/chat-record'
import type { ChatId, FileId, MessageId, SessionId, UserId } from '@/domain/ids'
import type { ChatFile, Message } from '@/domain/message'
import type { OutgoingReply } from '@/domain/outgoing-message'
import type { Person } from '@/domain/person'
import type { CardSnapshot } from '@/portal/portal'
import type { OpenedCard } from '@/queries/card-context'
import type { CardCache } from '@/queries/merge-snapshot'

// Whole objects for tests: a test names only what it is about.

/** Morning of a Monday in November 2025, unix ms. */
export const MORNING = Date.UTC(2025, 10, 17, 10, 0)

/** Details of chat 11: in work, led by user 1. */
export const sampleDialog = (more: Partial<Dialog> = {}): Dialog => ({
  chatId: 11 as ChatId,
  name: 'Laura Bennett - Sales',
  avatarUrl: null,
  color: null,
  ownerId: 1 as UserId,
  counter: 0,
  unreadId: null,
  lastMessageId: null,
  messageCount: 0,
  participantCount: 2,
  connector: 'telegram',
  lineId: null,
  externalChatId: null,
  externalUserId: null,
  sessionId: 318 as SessionId,
  sessionStartedAt: null,
  pinned: false,
  closing: false,
  silent: false,
  replyBlockedFrom: null,
  replyBlockReason: null,
  bindings: [],
  createdAt: null,
  joined: null,
  mayJoin: null,
  headVote: null,
  mutedBy: [],
  readBy: [],
  ...more,
})

/** Chat 11 with nothing known but its channel. */
export const sampleRecord = (more: Partial<ChatRecord> = {}): ChatRecord => ({
  id: 11 as ChatId,
  channel: { connector: 'telegram', title: 'Telegram' },
  linkedThrough: null,
  active: false,
  dialog: null,
  refused: false,
  last: null,
  status: null,
  unanswered: [],
  ended: null,
  ...more,
})

/** Chat 11 in work, without messages. */
export const sampleChat = (more: Partial<Chat> = {}): Chat => ({
  id: 11 as ChatId,
  channel: { connector: 'telegram', title: 'Telegram' },
  linkedThrough: null,
  active: true,
  dialog: null,
  detailsRefused: false,
  last: null,
  state: 'work',
  turn: 'unknown',
  client: 'Laura Bennett',
  lineName: null,
  operatorId: null,
  operatorName: null,
  rating: null,
  muted: false,
  waitingSince: null,
  unanswered: [],
  noReplyNeeded: false,
  activeAt: null,
  ...more,
})

/** A message of chat 11, written by user 3 `id` minutes after MORNING. */
export const sampleMessage = (id: number, more: Partial<Message> = {}): Message => ({
  id: id as MessageId,
  chatId: 11 as ChatId,
  authorId: 3 as UserId,
  authorName: null,
  date: MORNING + id * 60_000,
  text: `text ${id}`,
  files: [],
  attach: [],
  buttons: [],
  forwardedFrom: null,
  pinned: false,
  large: false,
  form: null,
  replyTo: null,
  likes: [],
  edited: false,
  deleted: false,
  delivery: 'sent',
  session: null,
  rating: null,
  hidden: false,
  ...more,
})

/** A document with a size in bytes; it has no addresses. */
export const sampleFile = (id: number, name: string, size: number): ChatFile => ({
  id: id as FileId,
  kind: 'file',
  name,
  extension: name.split('.').at(-1) ?? '',
  size,
  width: null,
  height: null,
  previewUrl: null,
  showUrl: null,
  downloadUrl: null,
})

/** Preview of a message by user 3. */
export const sampleLast = (id: number, more: Partial<LastMessage> = {}): LastMessage => ({
  id: id as MessageId,
  text: `text ${id}`,
  authorId: 3 as UserId,
  authorName: null,
  from: 'client',
  hasFile: false,
  date: MORNING + id * 60_000,
  ...more,
})

/** A person by kind and name. */
export const samplePerson = (id: number, kind: Person['kind'], name: string): Person => ({
  id: id as UserId,
  kind,
  name,
  firstName: name.split(' ')[0] ?? name,
  position: null,
  avatarUrl: null,
  color: null,
})

/** A reply in chat 11 that waits for its turn. */
export const sampleReply = (localId: string, more: Partial<OutgoingReply> = {}): OutgoingReply => ({
  localId,
  chatId: 11 as ChatId,
  item: { type: 'deal', id: 1 },
  text: `reply ${localId}`,
  createdAt: MORNING,
  watermark: { since: MORNING, after: 0 },
  attempts: 0,
  priority: false,
  confirmedByOperator: false,
  state: { name: 'queued', cause: 'turn', until: null },
  ...more,
})

/** The state of a reply that became this message. */
export const sampleSent = (messageId: number, copies: readonly number[] = [messageId]): OutgoingReply['state'] => ({
  name: 'sent',
  messageId: messageId as MessageId,
  copies: copies as readonly MessageId[],
  at: MORNING,
})

/** A snapshot that contains only the given parts; for tests. */
export const sampleSnapshot = (more: Partial<CardSnapshot> = {}): CardSnapshot => ({
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

/** A card's start that is never answered: what an opened card holds besides its portal and record. */
export const sampleStart = (): Pick<OpenedCard, 'request' | 'stored' | 'started'> => ({
  request: { remembered: null, asHistory: false, related: false, rowsInSight: () => 6 },
  stored: null,
  started: new Promise(() => undefined),
})

/** A card without chats, read in full. */
export const sampleCardCache = (more: Partial<CardCache> = {}): CardCache => ({
  me: { id: 1 as UserId, name: 'Anna', isAdmin: false },
  people: new Map(),
  lines: new Map(),
  chats: [],
  opened: null,
  listed: true,
  unconfirmed: null,
  ...more,
})
