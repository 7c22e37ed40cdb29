import type { Dialog } from '@/domain/chat'
import type { ChatRecord } from '@/domain/chat-record'
import type { ChatId, UserId } from '@/domain/ids'
import type { AttachLine, ChatFile, Message, MessageButton } from '@/domain/message'
import type { MessageWindow } from '@/domain/message-window'
import type { Me, People, Person } from '@/domain/person'
import { withoutSecrets } from '@/domain/transcript'
import type { CardCache } from '@/queries/merge-snapshot'
import type { StoredCardShape } from './stored-card'

// What of a card is stored: what the list and the end of the open chat show. Nothing without a limit, no address that grants access.

/** At most so much of a card is stored. */
export interface StoredCardLimits {
  readonly chats: number
  readonly messages: number
}

export const STORED_CARD_LIMITS: StoredCardLimits = { chats: 60, messages: 30 }

/** A row shows one line of it. */
const MAX_PREVIEW_LENGTH = 200
/** Readers of a message that are kept with the open chat. */
const MAX_READERS = 20

/** Pictures of people have plain addresses; what has parameters may grant access by them. */
const plainAddress = (url: string | null): string | null => (url?.includes('?') === true ? null : url)

const harmless = (url: string): string => (URL.canParse(url) ? withoutSecrets(url) : url)

/** '' = the file has such an address, and it wasn't stored: its signature grants access. What shows the file keeps its place. */
const hiddenAddress = (url: string | null): string | null => url && ''

const storedFile = (file: ChatFile): ChatFile => ({
  ...file,
  previewUrl: hiddenAddress(file.previewUrl),
  showUrl: hiddenAddress(file.showUrl),
  downloadUrl: hiddenAddress(file.downloadUrl),
})

const storedLine = (line: AttachLine): AttachLine => {
  if (line.kind === 'picture') return { ...line, url: harmless(line.url), previewUrl: harmless(line.previewUrl) }
  return 'url' in line && line.url !== null ? { ...line, url: harmless(line.url) } : line
}

const storedButton = (button: MessageButton): MessageButton =>
  button.act?.kind === 'link' ? { ...button, act: { ...button.act, url: harmless(button.act.url) } } : button

const storedMessage = (message: Message): Message => ({
  ...message,
  files: message.files.map(storedFile),
  attach: message.attach.map(storedLine),
  buttons: message.buttons.map(storedButton),
})

const storedPeople = (people: People, wanted: ReadonlySet<UserId | null | undefined>): readonly Person[] =>
  [...people.values()].flatMap((person) =>
    wanted.has(person.id) ? [{ ...person, avatarUrl: plainAddress(person.avatarUrl) }] : [],
  )

const storedDialog = (dialog: Dialog, me: Me, isOpen: boolean): Dialog => ({
  ...dialog,
  avatarUrl: plainAddress(dialog.avatarUrl),
  // Of the open chat they decide where the unread line is drawn, and whether the chat is marked as read: only the portal's answer may.
  counter: isOpen ? 0 : dialog.counter,
  unreadId: isOpen ? null : dialog.unreadId,
  mutedBy: dialog.mutedBy.filter((id) => id === me.id),
  readBy: isOpen ? dialog.readBy.slice(0, MAX_READERS) : [],
})

type StoredChat = StoredCardShape['chats'][number]

const storedChat = (chat: ChatRecord, me: Me, place: number | null, isOpen: boolean): StoredChat => ({
  ...chat,
  linkedThrough: place,
  // What may not be read any more isn't kept. Its row stays, of which nothing is known until the portal has answered.
  refused: false,
  // It decides about the chat's state, which an earlier one must not.
  status: null,
  ...(chat.refused
    ? { dialog: null, last: null, unanswered: [], ended: null }
    : {
        dialog: chat.dialog && storedDialog(chat.dialog, me, isOpen),
        last: chat.last && { ...chat.last, text: chat.last.text.slice(0, MAX_PREVIEW_LENGTH) },
      }),
})

const storedWindow = (window: MessageWindow, most: number): StoredCardShape['window'] => {
  const messages = window.messages.slice(-most).map(storedMessage)
  const writers = new Set(messages.flatMap(({ authorId, likes }) => [authorId, ...likes]))
  return {
    ...window,
    messages,
    people: storedPeople(window.people, writers),
    hasOlder: window.hasOlder || messages.length < window.messages.length,
  }
}

/** What of a card is stored; parseStoredCard reads it. `window`: the loaded messages of the open chat, null = none, or not readable. */
export const storedCardContent = (
  card: CardCache,
  openChat: ChatId | null,
  window: MessageWindow | null,
  limits: StoredCardLimits,
): Omit<StoredCardShape, 'at'> => {
  const opened = card.chats.find(({ id }) => id === openChat)
  const relations = card.related?.list ?? []
  const placeOf = ({ linkedThrough }: ChatRecord) => (linkedThrough ? relations.indexOf(linkedThrough) : null)
  const kept = new Set(
    [...(opened ? [opened] : []), ...card.chats].filter((chat) => placeOf(chat) !== -1).map(({ id }) => id),
  )
  const ids = new Set([...kept].slice(0, limits.chats))
  const chats = card.chats.flatMap((chat) =>
    ids.has(chat.id) ? [storedChat(chat, card.me, placeOf(chat), chat.id === openChat)] : [],
  )
  const named = new Set(chats.flatMap(({ dialog, last, ended }) => [dialog?.ownerId, last?.authorId, ended?.byId]))
  const lines = new Set(chats.map(({ dialog }) => dialog?.lineId))
  return {
    open: opened?.id ?? null,
    me: card.me,
    chats,
    related: card.related
      ? {
          ...card.related,
          list: relations.map((relation) => ({
            ...relation,
            chats: relation.chats && relation.chats.filter(({ id }) => ids.has(id)),
          })),
        }
      : null,
    people: storedPeople(card.people, named),
    lines: [...card.lines].filter(([id]) => lines.has(id)),
    // With its newest end gone, what is loaded is an older part.
    window:
      window && opened && !opened.refused && !window.hasNewer && limits.messages > 0
        ? storedWindow(window, limits.messages)
        : null,
  }
}
