import { createContext, useCallback, useContext, useMemo, useSyncExternalStore, type ReactNode } from 'react'
import type { ChatId } from '@/domain/ids'
import type { OutgoingReply } from '@/domain/outgoing-message'
import type { ReplyTarget } from '@/domain/quote'
import type { Outbox } from '@/outbox/outbox'
import type { TrayFile, Trays } from './attachments'
import type { Drafts } from './drafts'
import type { ReplyTargets } from './quoted-message'

/** The outbox and the drafts of one user. */
export interface OutboxShelf {
  readonly outbox: Outbox
  readonly drafts: Drafts
  readonly targets: ReplyTargets
  readonly trays: Trays
}

const ShelfContext = createContext<OutboxShelf | null>(null)

/** Hands outbox and drafts to the hooks below; null = they are still on their way, and nothing has been sent yet. */
export const OutboxProvider = ({ shelf, children }: { shelf: OutboxShelf | null; children: ReactNode }) => (
  <ShelfContext value={shelf}>{children}</ShelfContext>
)

const none: readonly OutgoingReply[] = []
const subscribeToNothing = () => () => undefined

const useShelf = (): OutboxShelf => {
  const shelf = useContext(ShelfContext)
  if (!shelf) throw new Error('The outbox needs an OutboxProvider above it')
  return shelf
}

/** Replies of a chat that the conversation has not confirmed yet, and those just confirmed; oldest first. */
export const useOutgoing = (chatId: ChatId): readonly OutgoingReply[] => {
  const outbox = useContext(ShelfContext)?.outbox
  return useSyncExternalStore(outbox?.subscribe ?? subscribeToNothing, () => outbox?.of(chatId) ?? none)
}

/** What may be done with replies. */
export type OutboxActions = Pick<
  Outbox,
  | 'durable'
  | 'send'
  | 'sendFiles'
  | 'cancelUpload'
  | 'bytesOf'
  | 'retry'
  | 'sendNow'
  | 'discard'
  | 'takeBack'
  | 'lookAgain'
>

/** Sending, sending again, sending now, discarding, taking back, looking again. */
export const useOutboxActions = (): OutboxActions => useShelf().outbox

/** The draft of a chat; kept per chat, survives a reload. The setter takes a text, or makes one of the text there is now. */
export const useDraft = (
  chatId: ChatId,
): readonly [text: string, setText: (next: string | ((now: string) => string)) => void] => {
  const { drafts } = useShelf()
  const text = useSyncExternalStore(drafts.subscribe, () => drafts.get(chatId))
  const setText = useCallback(
    (next: string | ((now: string) => string)) =>
      drafts.set(chatId, typeof next === 'string' ? next : next(drafts.get(chatId))),
    [drafts, chatId],
  )
  return [text, setText]
}

/** What was written for a chat elsewhere while something else stands in the field (null = nothing), and how to use or forget it. */
export const useDraftElsewhere = (chatId: ChatId): readonly [text: string | null, settle: (use: boolean) => void] => {
  const { drafts } = useShelf()
  const text = useSyncExternalStore(drafts.subscribe, () => drafts.elsewhere(chatId))
  return [text, (use) => drafts.settle(chatId, use)]
}

/** The message that the draft of a chat answers, null = none, and how to choose or forget it. */
export const useReplyTarget = (
  chatId: ChatId,
): readonly [
  target: ReplyTarget | null,
  setTarget: (next: ReplyTarget | null | ((now: ReplyTarget | null) => ReplyTarget | null)) => void,
] => {
  const { targets } = useShelf()
  const target = useSyncExternalStore(targets.subscribe, () => targets.get(chatId))
  const setTarget = useCallback(
    (next: ReplyTarget | null | ((now: ReplyTarget | null) => ReplyTarget | null)) =>
      targets.set(chatId, typeof next === 'function' ? next(targets.get(chatId)) : next),
    [targets, chatId],
  )
  return [target, setTarget]
}

/** Chooses the message that the draft of its chat answers. */
export const useAnswer = (): ((target: ReplyTarget) => void) => {
  const { targets } = useShelf()
  return (target) => targets.set(target.chatId, target)
}

/** How much of an upload of this page is out, 0 to 1; null = it isn't under way here. */
export const useUploadProgress = (localId: string): number | null => {
  const { outbox } = useShelf()
  return useSyncExternalStore(outbox.subscribe, () => outbox.progressOf(localId))
}

/** What may be done with the files chosen for a chat. */
export interface TrayActions {
  readonly add: (files: readonly File[]) => void
  readonly remove: (ids: ReadonlySet<number>) => void
  /** Those that can be sent, as they are at the moment of asking. */
  readonly ready: () => readonly TrayFile[]
}

/** Files chosen for a chat and not sent yet. */
export const useTray = (chatId: ChatId): readonly [files: readonly TrayFile[], actions: TrayActions] => {
  const { trays } = useShelf()
  const files = useSyncExternalStore(trays.subscribe, () => trays.get(chatId))
  const actions = useMemo(
    (): TrayActions => ({
      add: (given) => trays.add(chatId, given),
      remove: (ids) => trays.remove(chatId, ids),
      ready: () => trays.get(chatId).filter(({ problem }) => problem === null),
    }),
    [trays, chatId],
  )
  return [files, actions]
}
