// What the fake portal remembers. Everything else (REST answers, the client's phone, the control page) is derived from it.
import type { MessageLog } from './message-log.ts'

/** A person, a bot or a client of a channel, as the messenger knows them. */
export interface PortalUser {
  id: number
  name: string
  firstName: string
  lastName: string
  workPosition: string
  color: string
  /** Path on the portal, or '' for initials. */
  avatar: string
  isAdmin: boolean
  bot: boolean
  /** True for a client who writes through a channel. */
  connector: boolean
  /** True for a user from outside the company: CRM is closed to them. */
  extranet: boolean
  active: boolean
  gender: 'M' | 'F' | ''
  email: string
  phone: string
}

/** CRM entity types that can hold Open Channel chats. */
export type CardType = 'lead' | 'deal' | 'contact' | 'company'

/** Which CRM card: its type and id. */
export interface CardRef {
  type: CardType
  id: number
}

/** A CRM card with the content of its page. */
export interface CrmCard {
  type: CardType
  id: number
  title: string
  stages: string[]
  /** Index into `stages`. */
  stage: number
  fields: { label: string; value: string }[]
  /** Linked cards; the first of a type is the primary one. */
  links: CardRef[]
  email: string
  phone: string
  assignedTo: number
}

/** An open line: a queue of operators behind one or several channels. */
export interface Line {
  id: number
  name: string
  active: boolean
  /** `all`: every member of the queue sees a new chat; `evenly`, `strictly`: the portal assigns one operator. */
  queueType: 'all' | 'evenly' | 'strictly'
  queue: number[]
  /** Asks the client for a rating when a session ends, which then stays in status 50 for a while. */
  asksForRating: boolean
}

/** Open Channel session status codes of a real portal. */
export const STATUS = {
  new: 0,
  skip: 5,
  answer: 10,
  client: 20,
  clientAfterOperator: 25,
  operator: 40,
  waitClient: 50,
  close: 60,
  spam: 65,
  duplicate: 69,
  silentlyClose: 75,
} as const

/** One session (dialog) of a chat. Times in unix ms. */
export interface Session {
  id: number
  chatId: number
  lineId: number
  status: number
  /** Operator in charge; the last one after the end; 0 = none. */
  operatorId: number
  createdAt: number
  modifiedAt: number
  closedAt: number | null
  /** First message of the session. */
  fromMessageId: number
  /** Last message; null while the session is open. */
  toMessageId: number | null
  /** Client's rating: 0 none, 1 dislike, 5 like. */
  vote: number
  /** Supervisor's stars, 0 to 5. */
  voteHead: number
  commentHead: string | null
}

/** A member of a chat. */
export interface Member {
  /** Messages with smaller ids are hidden from this member; 0 = sees all. */
  startId: number
  /** Newest message the member has read. */
  lastReadId: number
}

/** Kind of chat. */
export type ChatKind = 'lines' | 'open' | 'crm' | 'chat' | 'private'

/** An im chat; most are Open Channel chats (kind `lines`). Times in unix ms. */
export interface Chat {
  id: number
  kind: ChatKind
  title: string
  color: string
  createdAt: number
  /** The operator in charge; 0 = none. */
  owner: number
  members: Map<number, Member>
  messages: MessageLog
  sessions: Session[]
  /** im's entity id for kinds other than `lines` (`DEAL|1482`). */
  entityId: string
  description: string | null
  muted: Set<number>
  pinnedBy: Set<number>
  /** People who marked the chat unread themselves; reading removes the mark. */
  markedUnreadBy: Set<number>
  /** Newest message at the moment a person hid the chat from their list; a newer one brings it back. */
  hiddenBy: Map<number, number>
  diskFolderId: number

  clientId: number
  /** Channel ids; the first is the one in the user code. */
  connectors: string[]
  lineId: number
  externalChatId: string
  externalUserId: string
  /** CRM cards bound to the activities of the chat's sessions. */
  cards: CardRef[]
  pinned: boolean
  waitAction: boolean
  silent: boolean
  /** Unix ms from which the channel refuses replies; 0 = never. */
  blockDate: number
  blockReason: string
  /** Entity data with fewer parts, as in chats made years ago. */
  legacyData: boolean
  /** The channel refuses the next reply. */
  refusesNext: boolean
  /** Replies stay unconfirmed until `deliver`. */
  holdsDelivery: boolean
}

/** What a file shows when it is generated rather than uploaded. */
export type GeneratedFile = 'floor-plan' | 'photo' | 'pdf' | 'voice' | 'video' | 'text'

/** A file in a chat. Size in bytes as the API reports it. */
export interface StoredFile {
  id: number
  chatId: number
  authorId: number
  name: string
  type: 'image' | 'video' | 'audio' | 'file'
  size: number
  width: number
  height: number
  createdAt: number
  voiceNote: boolean
  art: GeneratedFile
  /** Uploaded bytes; absent for generated files. */
  content?: Uint8Array
}

/** What one person may see beyond their own chats. */
export interface Rights {
  canSeeHistory: boolean
  cards: 'all' | 'none' | CardRef[]
  /** Cards they may not see although they may see the others. */
  hidden?: CardRef[]
  /** `none`: the lines' rights let them do nothing in chats they aren't in, not even read; absent = by queue and card. */
  lines?: 'none'
  /** The administrator didn't give them the app. */
  app?: 'denied'
}
