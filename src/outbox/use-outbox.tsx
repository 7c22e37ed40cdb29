import { createContext, useCallback, useContext, useSyncExternalStore, type ReactNode } from 'react'
import type { ChatId } from '@/domain/ids'
import type { OutgoingReply } from '@/domain/outgoing-reply'
import type { Drafts } from './drafts'
import type { Outbox } from './outbox'

/** The outbox and the drafts of one user. */
export interface OutboxShelf {
  readonly outbox: Outbox
  readonly drafts: Drafts
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
export type OutboxActions = Pick<Outbox, 'send' | 'retry' | 'discard' | 'takeBack' | 'lookAgain'>

/** Sending, sending again, discarding, taking back, looking again. */
export const useOutboxActions = (): OutboxActions => useShelf().outbox

/** The draft of a chat; kept per chat, survives a reload. */
export const useDraft = (chatId: ChatId): readonly [text: string, setText: (text: string) => void] => {
  const { drafts } = useShelf()
  const text = useSyncExternalStore(drafts.subscribe, () => drafts.get(chatId))
  const setText = useCallback((next: string) => drafts.set(chatId, next), [drafts, chatId])
  return [text, setText]
}
