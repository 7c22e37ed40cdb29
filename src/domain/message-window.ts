import type { ChatId, MessageId } from './ids'
import type { Message } from './message'
import type { People } from './person'

/** Limit of messages kept per chat; the far end is dropped and read again when needed. */
export const MAX_WINDOW_MESSAGES = 1500

/**
 * Neighbouring messages of one chat without gaps, oldest first.
 * `source` tells how it was read: `member` page by page (im.dialog.messages.get),
 * `history` one whole session at a time (imopenlines.session.history.get).
 */
export interface MessageWindow {
  readonly chatId: ChatId
  readonly source: 'member' | 'history'
  readonly messages: readonly Message[]
  readonly people: People
  /** There may be older messages to load. */
  readonly hasOlder: boolean
  /** The newest end was dropped: there are newer messages than the last one here. */
  readonly hasNewer: boolean
}

/** A page as received, in any order. */
export interface MessagePage {
  readonly messages: readonly Message[]
  readonly people: People
}

const extras = ({ likes, attach, buttons, rating, pinned, form }: Message): string =>
  JSON.stringify([likes, attach, buttons, rating, pinned, form])

// Of a stored page: settings/stored-card-content.ts.
const lacksAddresses = ({ files }: Message): boolean =>
  files.some(({ previewUrl, showUrl, downloadUrl }) => [previewUrl, showUrl, downloadUrl].includes(''))

// File addresses get a new signature in every answer: files are compared by id.
const sameMessage = (a: Message, b: Message): boolean =>
  a.text === b.text &&
  a.edited === b.edited &&
  a.deleted === b.deleted &&
  a.delivery === b.delivery &&
  a.files.length === b.files.length &&
  extras(a) === extras(b)

const merge = (old: readonly Message[], page: readonly Message[]): readonly Message[] => {
  const byId = new Map<MessageId, Message>(old.map((message) => [message.id, message]))
  let changed = false
  for (const message of page) {
    const known = byId.get(message.id)
    // Keeping the same object avoids rendering its row again.
    if (known && !lacksAddresses(known) && sameMessage(known, message)) continue
    byId.set(message.id, message)
    changed = true
  }
  return changed ? [...byId.values()].toSorted((a, b) => a.id - b.id) : old
}

const mergePeople = (old: People, page: People): People => {
  let changed = false
  for (const [id, { name, avatarUrl }] of page) {
    const known = old.get(id)
    // A stored page may lack pictures.
    if (known?.name !== name || (known.avatarUrl === null && avatarUrl !== null)) changed = true
  }
  return changed ? new Map([...old, ...page]) : old
}

/** Adds a page at the older end; drops from the newer end what exceeds the limit. */
export const addOlder = (window: MessageWindow, page: MessagePage, hasOlder: boolean): MessageWindow => {
  const all = merge(window.messages, page.messages)
  const messages = all.length > MAX_WINDOW_MESSAGES ? all.slice(0, MAX_WINDOW_MESSAGES) : all
  return {
    ...window,
    messages,
    people: mergePeople(window.people, page.people),
    hasOlder,
    hasNewer: window.hasNewer || messages.length < all.length,
  }
}

/** Adds a page at the newer end; drops from the older end what exceeds the limit. `hasNewer`: the page was full. */
export const addNewer = (window: MessageWindow, page: MessagePage, hasNewer: boolean): MessageWindow => {
  const all = merge(window.messages, page.messages)
  const messages = all.length > MAX_WINDOW_MESSAGES ? all.slice(all.length - MAX_WINDOW_MESSAGES) : all
  const people = mergePeople(window.people, page.people)
  if (messages === window.messages && people === window.people && hasNewer === window.hasNewer) return window
  return { ...window, messages, people, hasOlder: window.hasOlder || messages.length < all.length, hasNewer }
}

/**
 * Adds pages that were read outward from the message `edge`. If that isn't in the window any more, the window was replaced
 * meanwhile: the pages don't connect, and are dropped.
 */
export const addRange = (
  window: MessageWindow,
  edge: MessageId,
  direction: 'older' | 'newer',
  page: MessagePage,
  more: boolean,
): MessageWindow => {
  if (!window.messages.some(({ id }) => id === edge)) return window
  return direction === 'older' ? addOlder(window, page, more) : addNewer(window, page, more)
}

/**
 * Updates a window by a part that was read again: edited messages are replaced, deleted ones removed. The page holds
 * everything from its first message up to `before` (default: up to its last one); it adds nothing beyond the window's ends.
 */
export const refreshMessages = (window: MessageWindow, page: MessagePage, before?: MessageId): MessageWindow => {
  const come = page.messages.toSorted((a, b) => a.id - b.id)
  const first = come[0]
  const last = come.at(-1)
  if (!first || !last) return window
  const ids = new Set(come.map(({ id }) => id))
  const [oldest, newest] = [window.messages[0]?.id ?? Infinity, window.messages.at(-1)?.id ?? 0]
  const inside = (id: MessageId) => id >= first.id && (before === undefined ? id <= last.id : id < before)
  const left = window.messages.filter(({ id }) => ids.has(id) || !inside(id))
  const known = left.length === window.messages.length ? window.messages : left
  const messages = merge(
    known,
    come.filter(({ id }) => id >= oldest && id <= newest),
  )
  const people = mergePeople(window.people, page.people)
  return messages === window.messages && people === window.people ? window : { ...window, messages, people }
}

/** A new window from the newest page. */
export const newestWindow = (
  chatId: ChatId,
  source: MessageWindow['source'],
  page: MessagePage,
  hasOlder: boolean,
): MessageWindow => ({
  chatId,
  source,
  messages: page.messages.toSorted((a, b) => a.id - b.id),
  people: page.people,
  hasOlder,
  hasNewer: false,
})
