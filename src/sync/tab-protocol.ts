import type { CrmItem } from '@/domain/crm'
import type { ChatId, MessageId } from '@/domain/ids'
import type { CardSnapshot, SnapshotRequest } from '@/portal/portal'
import { PortalError, type PortalErrorKind } from '@/portal/portal-error'
import type { PanelId } from './presence-protocol'
import type { WatchedChat } from './poll-scheduler'

/** A page of the app in this browser; made anew with every page. */
export type TabId = string

/** What one page wants of a poll. */
export interface TabRequest {
  readonly page: TabId
  readonly item: CrmItem
  readonly visible: boolean
  readonly watchedChats: readonly WatchedChat[]
  readonly request: SnapshotRequest
  /** The card's lists, too: a hidden page wants them now and then only. */
  readonly lists: boolean
  /** Requests that this page made on its own since it was last asked. */
  readonly requestCount: number
}

/** A PortalError that can be handed from page to page: copying an Error loses what it was extended by. */
export interface PackedError {
  readonly kind: PortalErrorKind
  readonly code: string
  readonly status: number
  readonly retryAt: number | null
  readonly method: string
}

/** A poll's answer that can be handed from page to page. */
export interface PackedSnapshot {
  readonly snapshot: Omit<CardSnapshot, 'unreadable'>
  readonly unreadable: ReadonlyMap<ChatId, PackedError>
}

/** Messages between pages of one browser; parse-tab-message.ts checks them. One page leads: it polls for all. Times in unix ms, which all pages share. */
export type TabMessage =
  /** A page opened; the leader answers with `state`. */
  | { readonly type: 'here'; readonly page: TabId }
  | { readonly type: 'gone'; readonly page: TabId }
  /** The leader is about to poll and asks every page what it wants. */
  | { readonly type: 'ask'; readonly round: number }
  | { readonly type: 'want'; readonly round: number; readonly request: TabRequest }
  /** For one page: its part of a poll that left at `startedAt`. */
  | {
      readonly type: 'part'
      readonly page: TabId
      readonly startedAt: number
      readonly part: PackedSnapshot | PackedError
    }
  /** How the last poll went, what it saw, and in how many ms the next one may be expected at the latest. */
  | {
      readonly type: 'state'
      readonly panel: PanelId
      readonly error: PackedError | null
      readonly seen: ReadonlyMap<ChatId, MessageId>
      readonly within: number
    }
  /** A poll is wanted at once: somebody came back to this page. */
  | { readonly type: 'poll-soon' }
  | { readonly type: 'active'; readonly chatId: ChatId }
  /** A reply was sent, or something else done to a chat. */
  | { readonly type: 'command'; readonly chatId: ChatId; readonly messageId: MessageId | null }
  /** The page that holds the application channel passes on what it receives. */
  | { readonly type: 'app-event'; readonly command: string; readonly params: unknown }
  | { readonly type: 'channel'; readonly open: boolean }

/** Packs an error. */
export const packError = ({ kind, code, status, retryAt, method }: PortalError): PackedError => ({
  kind,
  code,
  status,
  retryAt,
  method,
})

/** Unpacks an error. */
export const unpackError = ({ kind, code, status, retryAt, method }: PackedError): PortalError =>
  new PortalError(kind, code, status, retryAt, method)

/** Packs a page's part of a poll. */
export const packSnapshot = (part: CardSnapshot | PortalError): PackedSnapshot | PackedError => {
  if (part instanceof PortalError) return packError(part)
  const { unreadable, ...snapshot } = part
  return { snapshot, unreadable: new Map([...unreadable].map(([id, error]) => [id, packError(error)])) }
}

/** Unpacks a page's part of a poll. */
export const unpackSnapshot = (part: PackedSnapshot | PackedError): CardSnapshot | PortalError =>
  'snapshot' in part
    ? { ...part.snapshot, unreadable: new Map([...part.unreadable].map(([id, error]) => [id, unpackError(error)])) }
    : unpackError(part)
