import type { ChatActionName, ChatDeed } from '@/domain/chat-actions'
import type { ChatId, MessageId } from '@/domain/ids'
import { makeAsking } from './event-emitter'

/** What somebody wants done to a chat: an action that still asks for what it needs, or one that has it all. */
export type ChatActionRequest = { readonly chatId: ChatId } & (
  | { readonly name: ChatActionName; readonly deed?: undefined }
  | { readonly name: ChatActionName; readonly deed: ChatDeed }
)

/** Asks for an action from anywhere in the panel: the open conversation's desk confirms it, does it and tells how it went. */
export const { ask: requestChatAction, onAsked: onChatActionRequest } = makeAsking<[request: ChatActionRequest]>()

/** Opens the filters of the list. */
export const { ask: askFilters, onAsked: onFiltersAsked } = makeAsking()

/** Opens the search in the open conversation. */
export const { ask: askFind, onAsked: onFindAsked } = makeAsking()

/** Opens the media and links of the open conversation. */
export const { ask: askGallery, onAsked: onGalleryAsked } = makeAsking()

/** Brings a message of the open chat into sight, as soon as it is loaded; the focus stays where it is. */
export const { ask: jumpTo, onAsked: onJump } = makeAsking<[chatId: ChatId, messageId: MessageId]>()

/** Asks how the open conversation is to be exported. */
export const { ask: askExport, onAsked: onExportAsked } = makeAsking()

/** What somebody wants of the templates: the list of them, or a new one that begins with a text. */
export interface TemplateWish {
  /** null = the list; '' = an empty new one. */
  readonly text: string | null
  /** Called when the new one has been saved. */
  readonly saved?: (() => void) | undefined
}

const { ask, onAsked } = makeAsking<[wish: TemplateWish]>()

/** Opens the templates from anywhere in the panel; with a text, for example of a message, as a new template. */
export const askTemplates = (text: string | null = null, saved?: () => void): void => ask({ text, saved })

/** Hears what is asked for, until the function it returns is called. */
export const onTemplatesAsked = onAsked
