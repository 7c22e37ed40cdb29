import { createContext, useCallback, useContext, useMemo, useSyncExternalStore, type ReactNode } from 'react'
import type { ChatId } from '@/domain/ids'
import type { OutgoingReply } from '@/domain/outgoing-message'
import type { QuotedMessage } from '@/domain/quote'
import type { Outbox } from '@/outbox/outbox'
import type { PendingFile, PendingAttachments } from './attachments'
import type { Drafts } from './drafts'
import type { QuotedMessages } from './quoted-message'

/** The outbox and the drafts of one user. */
export interface ComposerState {
  readonly outbox: Outbox
  readonly drafts: Drafts
  readonly quotedMessages: QuotedMessages
  readonly attachments: PendingAttachments
}

const ComposerStateContext = createContext<ComposerState | null>(null)

/** Hands outbox and drafts to the hooks below; null = they are still on their way, and nothing has been sent yet. */
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

/** Replies of a chat that the conversation has not confirmed yet, and those just confirmed; oldest first. */
export const useOutgoingMessages = (chatId: ChatId): readonly OutgoingReply[] => {
  const outbox = useContext(ComposerStateContext)?.outbox
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
  | 'prioritize'
  | 'discard'
  | 'withdraw'
  | 'verifyAgain'
>

/** Sending, sending again, sending now, discarding, taking back, looking again. */
export const useOutboxActions = (): OutboxActions => useComposerState().outbox

/** The draft of a chat; kept per chat, survives a reload. The setter takes a text, or makes one of the text there is now. */
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

/** What was written for a chat elsewhere while something else stands in the field (null = nothing), and how to use or forget it. */
export const useConflictingDraft = (chatId: ChatId): readonly [text: string | null, settle: (use: boolean) => void] => {
  const { drafts } = useComposerState()
  const text = useSyncExternalStore(drafts.subscribe, () => drafts.conflict(chatId))
  return [text, (use) => drafts.resolveConflict(chatId, use)]
}

/** The message that the draft of a chat answers, null = none, and how to choose or forget it. */
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

/** Chooses the message that the draft of its chat answers. */
export const useQuoteMessage = (): ((target: QuotedMessage) => void) => {
  const { quotedMessages } = useComposerState()
  return (target) => quotedMessages.set(target.chatId, target)
}

/** How much of an upload of this page is out, 0 to 1; null = it isn't under way here. */
export const useUploadProgress = (localId: string): number | null => {
  const { outbox } = useComposerState()
  return useSyncExternalStore(outbox.subscribe, () => outbox.progressOf(localId))
}

/** What may be done with the files chosen for a chat. */
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
