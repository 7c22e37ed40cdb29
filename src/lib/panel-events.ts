import type { ChatActionName, ChatCommand } from '@/domain/chat-actions'
import type { ChatId, MessageId } from '@/domain/ids'

/** A typed event: `emit` and `on`. */
export interface EventChannel<Args extends readonly unknown[]> {
  readonly emit: (...request: Args) => void
  /** Adds a listener; returns a function that removes it. */
  readonly on: (listener: (...request: Args) => void) => () => void
}

/** Creates an event; without listeners `emit` has no effect. */
const createEvent = <Args extends readonly unknown[] = []>(): EventChannel<Args> => {
  const listeners = new Set<(...request: Args) => void>()
  return {
    emit: (...request) => {
      for (const listener of listeners) listener(...request)
    },
    on: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

/** A requested action on a chat: with its command, or without one where the runner has to ask for the input first. */
export type ChatActionRequest = { readonly chatId: ChatId } & (
  | { readonly name: ChatActionName; readonly command?: undefined }
  | { readonly name: ChatActionName; readonly command: ChatCommand }
)

/** Requests an action from anywhere in the panel: the runner of the open conversation confirms it, executes it and shows the result. */
export const { emit: requestChatAction, on: onChatActionRequest } = createEvent<[request: ChatActionRequest]>()

/** Opens the filters of the list. */
export const { emit: openFilters, on: onFiltersRequested } = createEvent()

/** Opens the search in the open conversation. */
export const { emit: openMessageSearch, on: onMessageSearchRequested } = createEvent()

/** Opens the media and links of the open conversation. */
export const { emit: openSharedMedia, on: onSharedMediaRequested } = createEvent()

/** Scrolls to a message of the open chat as soon as it is loaded; the focus stays where it is. */
export const { emit: scrollToMessage, on: onScrollToMessage } = createEvent<[chatId: ChatId, messageId: MessageId]>()

/** Opens the export dialog of the open conversation. */
export const { emit: openExport, on: onExportRequested } = createEvent()

/** Opens the list of templates, or a new one with a text. */
export interface TemplateRequest {
  /** null = the list; '' = an empty new one. */
  readonly text: string | null
  /** Called when the new one has been saved. */
  readonly saved?: (() => void) | undefined
}

const { emit, on } = createEvent<[request: TemplateRequest]>()

/** Opens the templates from anywhere in the panel; with a text, for example of a message, as a new template. */
export const openTemplates = (text: string | null = null, saved?: () => void): void => emit({ text, saved })

/** Adds a listener; returns a function that removes it. */
export const onTemplatesRequested = on
