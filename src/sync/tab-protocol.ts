import type { CrmItem } from '@/domain/crm'
import type { ChatId, MessageId } from '@/domain/ids'
import type { CardLook, LookWish } from '@/portal/portal'
import { PortalError, type PortalErrorKind } from '@/portal/portal-error'
import type { PanelId } from './presence-protocol'
import type { WatchedChat } from './poll-scheduler'

/** A page of the app in this browser; made anew with every page. */
export type PageId = string

/** What one page wants of a look. */
export interface PageWant {
  readonly page: PageId
  readonly item: CrmItem
  readonly visible: boolean
  readonly watched: readonly WatchedChat[]
  readonly wish: LookWish
  /** The card's lists, too: a hidden page wants them now and then only. */
  readonly lists: boolean
  /** Requests that this page made on its own since it was last asked. */
  readonly spent: number
}

/** A PortalError that can be handed from page to page: copying an Error loses what it was extended by. */
export interface PackedError {
  readonly kind: PortalErrorKind
  readonly code: string
  readonly status: number
  readonly retryAt: number | null
  readonly method: string
}

/** A look that can be handed from page to page. */
export interface PackedLook {
  readonly look: Omit<CardLook, 'unreadable'>
  readonly unreadable: ReadonlyMap<ChatId, PackedError>
}

/** What pages of one browser say to each other. One of them leads: it looks for all. Times in unix ms, which all pages share. */
export type PageTalk =
  /** A page came; whoever leads says how things are. */
  | { readonly at: 'here'; readonly page: PageId }
  | { readonly at: 'gone'; readonly page: PageId }
  /** The leader is about to look: what is wanted? */
  | { readonly at: 'ask'; readonly round: number }
  | { readonly at: 'want'; readonly round: number; readonly want: PageWant }
  /** For one page: its part of a look that left at `startedAt`. */
  | { readonly at: 'part'; readonly page: PageId; readonly startedAt: number; readonly part: PackedLook | PackedError }
  /** How the last look went, what it saw, and in how many ms the next one may be expected at the latest. */
  | {
      readonly at: 'state'
      readonly panel: PanelId
      readonly error: PackedError | null
      readonly seen: ReadonlyMap<ChatId, MessageId>
      readonly within: number
    }
  /** A look is wanted at once: somebody came back to this page. */
  | { readonly at: 'hurry' }
  | { readonly at: 'active'; readonly chatId: ChatId }
  /** A reply was sent, or something else done to a chat. */
  | { readonly at: 'deed'; readonly chatId: ChatId; readonly messageId: MessageId | null }
  /** The page that holds the application channel passes on what it hears. */
  | { readonly at: 'word'; readonly command: string; readonly params: unknown }
  | { readonly at: 'line'; readonly open: boolean }

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

/** Packs a page's part of a look. */
export const packPart = (part: CardLook | PortalError): PackedLook | PackedError => {
  if (part instanceof PortalError) return packError(part)
  const { unreadable, ...look } = part
  return { look, unreadable: new Map([...unreadable].map(([id, error]) => [id, packError(error)])) }
}

/** Unpacks a page's part of a look. */
export const unpackPart = (part: PackedLook | PackedError): CardLook | PortalError =>
  'look' in part
    ? { ...part.look, unreadable: new Map([...part.unreadable].map(([id, error]) => [id, unpackError(error)])) }
    : unpackError(part)
