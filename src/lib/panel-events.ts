import type { ChatActionName, ChatCommand } from '@/domain/chat-actions'
import type { ChatId, MessageId } from '@/domain/ids'
import { createEvent } from './event-emitter'

/** What somebody wants done to a chat: an action that still asks for what it needs, or one that has it all. */
export type ChatActionRequest = { readonly chatId: ChatId } & (
  | { readonly name: ChatActionName; readonly command?: undefined }
  | { readonly name: ChatActionName; readonly command: ChatCommand }
)

/** Asks for an action from anywhere in the panel: the open conversation's desk confirms it, does it and tells how it went. */
export const { emit: requestChatAction, on: onChatActionRequest } = createEvent<[request: ChatActionRequest]>()

/** Opens the filters of the list. */
export const { emit: openFilters, on: onFiltersRequested } = createEvent()

/** Opens the search in the open conversation. */
export const { emit: openMessageSearch, on: onMessageSearchRequested } = createEvent()

/** Opens the media and links of the open conversation. */
export const { emit: openSharedMedia, on: onSharedMediaRequested } = createEvent()

/** Brings a message of the open chat into sight, as soon as it is loaded; the focus stays where it is. */
export const { emit: scrollToMessage, on: onScrollToMessage } = createEvent<[chatId: ChatId, messageId: MessageId]>()

/** Asks how the open conversation is to be exported. */
export const { emit: openExport, on: onExportRequested } = createEvent()

/** What somebody wants of the templates: the list of them, or a new one that begins with a text. */
export interface TemplateRequest {
  /** null = the list; '' = an empty new one. */
  readonly text: string | null
  /** Called when the new one has been saved. */
  readonly saved?: (() => void) | undefined
}

const { emit, on } = createEvent<[request: TemplateRequest]>()

/** Opens the templates from anywhere in the panel; with a text, for example of a message, as a new template. */
export const openTemplates = (text: string | null = null, saved?: () => void): void => emit({ text, saved })

/** Hears what is asked for, until the function it returns is called. */
export const onTemplatesRequested = on
