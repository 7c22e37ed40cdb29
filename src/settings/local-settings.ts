import type { ListOrder } from '@/domain/chat-filters'
import { type CrmItem, crmItemKey } from '@/domain/crm'
import { type ChatId, toId, type UserId } from '@/domain/ids'

// Small conveniences of one browser: numbers and switches, never text of a chat. Everything works without them.

/** localStorage where the browser allows it to this frame, else null. */
export const storageOrNull = (): Storage | null => {
  try {
    return window.localStorage
  } catch {
    return null
  }
}

const read = (key: string): string | null => {
  try {
    return storageOrNull()?.getItem(key) ?? null
  } catch {
    return null
  }
}

const write = (key: string, value: string): void => {
  try {
    storageOrNull()?.setItem(key, value)
  } catch {
    // Full or forbidden: the next visit starts from the defaults.
  }
}

/** Begins every name under which the panel keeps something; docs/privacy.md lists them. */
export const STORED = 'chat-panel'

const DETAILS = `${STORED}:details`
const RELATED = `${STORED}:related`
const ORDER = `${STORED}:order`
const LETTERS = `${STORED}:letters`
const THEME = `${STORED}:theme`
const ownerKey = (portalId: string) => `${STORED}:${portalId}:owner`
const openKey = (portalId: string, userId: number | string, item: CrmItem) =>
  `${STORED}:${portalId}:${userId}:open:${crmItemKey(item)}`

/** What the panel remembers between visits. */
export const memory = {
  /** The chat last open in a card, or null. Before it is known who asks, `userId` is null: then it is whoever was here last. */
  openChat: (portalId: string, userId: UserId | null, item: CrmItem): ChatId | null =>
    toId<ChatId>(read(openKey(portalId, userId ?? read(ownerKey(portalId)) ?? '', item))),
  rememberChat: (portalId: string, userId: UserId, item: CrmItem, chatId: ChatId): void => {
    write(ownerKey(portalId), String(userId))
    write(openKey(portalId, userId, item), String(chatId))
  },
  detailsOpen: (): boolean => read(DETAILS) !== 'closed',
  rememberDetails: (open: boolean): void => write(DETAILS, open ? 'open' : 'closed'),
  relatedShown: (): boolean => read(RELATED) !== 'hidden',
  rememberRelated: (shown: boolean): void => write(RELATED, shown ? 'shown' : 'hidden'),
  listOrder: (): ListOrder => {
    const order = read(ORDER)
    return order === 'longest' || order === 'newest' ? order : 'attention'
  },
  rememberListOrder: (order: ListOrder): void => write(ORDER, order),
  /** Keys of one character work. */
  letterKeys: (): boolean => read(LETTERS) !== 'off',
  rememberLetterKeys: (on: boolean): void => write(LETTERS, on ? 'on' : 'off'),
  theme: (): 'light' | 'dark' => (read(THEME) === 'dark' ? 'dark' : 'light'),
  rememberTheme: (theme: 'light' | 'dark'): void => write(THEME, theme),
}

/** Light unless the user chose dark: CRM cards are light in every portal theme, so the computer's setting doesn't count. */
export const applyTheme = (theme = memory.theme()): void => {
  document.documentElement.classList.toggle('dark', theme === 'dark')
}

/** Fired at the document when the theme has changed. */
export const THEME_CHANGE = 'themechange'

/** Switches between light and dark and remembers it; returns the new one. */
export const switchTheme = (): 'light' | 'dark' => {
  const next = memory.theme() === 'dark' ? 'light' : 'dark'
  memory.rememberTheme(next)
  applyTheme(next)
  document.dispatchEvent(new Event(THEME_CHANGE))
  return next
}
