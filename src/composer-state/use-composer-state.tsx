import { createContext, useCallback, useContext, useMemo, useSyncExternalStore, type ReactNode } from 'react'
import type { ChatId } from '@/domain/ids'
import type { OutgoingReply } from '@/domain/outgoing-message'
import type { QuotedMessage } from '@/domain/quote'
import type { Outbox } from '@/outbox/outbox'
import type { PendingFile, PendingAttachments } from './attachments'
import type { Drafts } from './drafts'
import type { QuotedMessages } from './quoted-message'

export interface ComposerState {
  readonly outbox: Outbox
  readonly drafts: Drafts
  readonly quotedMessages: QuotedMessages
  readonly attachments: PendingAttachments
}

const ComposerStateContext = createContext<ComposerState | null>(null)

/** Provides outbox and drafts for the hooks below; null = still loading, and nothing can have been sent. */
export const ComposerStateProvider = ({
  composerState,
  children,
}: {
  composerState: ComposerState | null
  children: ReactNode
}) => <ComposerStateContext value={composerState}>{children}</ComposerStateContext>

const none: readonly OutgoingReply[] = []
const subscribeToNothing = () => () => undefined

const useComposerState = (): ComposerState => {
  const composerState = useContext(ComposerStateContext)
  if (!composerState) throw new Error('The outbox needs an OutboxProvider above it')
  return composerState
}

/** Outgoing replies of a chat: those that are not sent, and those just sent; oldest first. */
export const useOutgoingMessages = (chatId: ChatId): readonly OutgoingReply[] => {
  const outbox = useContext(ComposerStateContext)?.outbox
  return useSyncExternalStore(outbox?.subscribe ?? subscribeToNothing, () => outbox?.of(chatId) ?? none)
}

export type OutboxActions = Pick<
  Outbox,
  | 'durable'
  | 'send'
  | 'sendFiles'
  | 'cancelUpload'
  | 'bytesOf'
  | 'retry'
  | 'prioritize'
  | 'discard'
  | 'withdraw'
  | 'verifyAgain'
>

export const useOutboxActions = (): OutboxActions => useComposerState().outbox

/** The draft of a chat, and a setter that takes a text or a function of the current text. */
export const useDraft = (
  chatId: ChatId,
): readonly [text: string, setText: (next: string | ((now: string) => string)) => void] => {
  const { drafts } = useComposerState()
  const text = useSyncExternalStore(drafts.subscribe, () => drafts.get(chatId))
  const setText = useCallback(
    (next: string | ((now: string) => string)) =>
      drafts.set(chatId, typeof next === 'string' ? next : next(drafts.get(chatId))),
    [drafts, chatId],
  )
  return [text, setText]
}

/** The conflicting draft of a chat from another panel (null = none), and a function that uses or drops it. */
export const useConflictingDraft = (chatId: ChatId): readonly [text: string | null, settle: (use: boolean) => void] => {
  const { drafts } = useComposerState()
  const text = useSyncExternalStore(drafts.subscribe, () => drafts.conflict(chatId))
  return [text, (use) => drafts.resolveConflict(chatId, use)]
}

/** The message that the draft of a chat quotes (null = none), and a setter. */
export const useQuotedMessage = (
  chatId: ChatId,
): readonly [
  target: QuotedMessage | null,
  setTarget: (next: QuotedMessage | null | ((now: QuotedMessage | null) => QuotedMessage | null)) => void,
] => {
  const { quotedMessages } = useComposerState()
  const target = useSyncExternalStore(quotedMessages.subscribe, () => quotedMessages.get(chatId))
  const setTarget = useCallback(
    (next: QuotedMessage | null | ((now: QuotedMessage | null) => QuotedMessage | null)) =>
      quotedMessages.set(chatId, typeof next === 'function' ? next(quotedMessages.get(chatId)) : next),
    [quotedMessages, chatId],
  )
  return [target, setTarget]
}

/** A function that quotes a message in the draft of its chat. */
export const useQuoteMessage = (): ((target: QuotedMessage) => void) => {
  const { quotedMessages } = useComposerState()
  return (target) => quotedMessages.set(target.chatId, target)
}

/** Sent part of an upload of this page, 0 to 1; null = it isn't running here. */
export const useUploadProgress = (localId: string): number | null => {
  const { outbox } = useComposerState()
  return useSyncExternalStore(outbox.subscribe, () => outbox.progressOf(localId))
}

export interface AttachmentActions {
  readonly add: (files: readonly File[]) => void
  readonly remove: (ids: ReadonlySet<number>) => void
  /** Those that can be sent, as they are at the moment of asking. */
  readonly ready: () => readonly PendingFile[]
}

/** Files chosen for a chat and not sent yet. */
export const useAttachments = (
  chatId: ChatId,
): readonly [files: readonly PendingFile[], actions: AttachmentActions] => {
  const { attachments } = useComposerState()
  const files = useSyncExternalStore(attachments.subscribe, () => attachments.get(chatId))
  const actions = useMemo(
    (): AttachmentActions => ({
      add: (given) => attachments.add(chatId, given),
      remove: (ids) => attachments.remove(chatId, ids),
      ready: () => attachments.get(chatId).filter(({ problem }) => problem === null),
    }),
    [attachments, chatId],
  )
  return [files, actions]
}
