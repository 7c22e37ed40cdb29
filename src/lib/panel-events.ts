import type { ChatActionName, ChatCommand } from '@/domain/chat-actions'
import type { ChatId, MessageId } from '@/domain/ids'
import { createEvent } from './event-emitter'

/** A chat action to carry out. Without `command` the person is asked for what the action needs; with it everything is known. */
export type ChatActionRequest = { readonly chatId: ChatId } & (
  | { readonly name: ChatActionName; readonly command?: undefined }
  | { readonly name: ChatActionName; readonly command: ChatCommand }
)

/** Starts a chat action from anywhere in the panel: the open chat's action runner confirms it, carries it out and reports the outcome. */
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

/** Opens the list of templates, or a new template that begins with a text. */
export interface TemplateRequest {
  /** null = the list; '' = an empty new one. */
  readonly text: string | null
  /** Called when the new one has been saved. */
  readonly saved?: (() => void) | undefined
}

const { emit, on } = createEvent<[request: TemplateRequest]>()

/** Opens the templates from anywhere in the panel; with a text, for example of a message, as a new template. */
export const openTemplates = (text: string | null = null, saved?: () => void): void => emit({ text, saved })

/** Subscribes; returns how to unsubscribe. */
export const onTemplatesRequested = on
