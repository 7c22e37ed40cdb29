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
export const STORAGE_PREFIX = 'chat-panel'

const DETAILS_KEY = `${STORAGE_PREFIX}:details`
const RELATED_KEY = `${STORAGE_PREFIX}:related`
const ORDER_KEY = `${STORAGE_PREFIX}:order`
const LETTERS_KEY = `${STORAGE_PREFIX}:letters`
const THEME_KEY = `${STORAGE_PREFIX}:theme`
const ownerKey = (portalId: string) => `${STORAGE_PREFIX}:${portalId}:owner`
const openKey = (portalId: string, userId: number | string, item: CrmItem) =>
  `${STORAGE_PREFIX}:${portalId}:${userId}:open:${crmItemKey(item)}`

/** What the panel remembers between visits. */
export const localSettings = {
  /** The chat last open in a card, or null. Before it is known who asks, `userId` is null: then it is whoever was here last. */
  openChat: (portalId: string, userId: UserId | null, item: CrmItem): ChatId | null =>
    toId<ChatId>(read(openKey(portalId, userId ?? read(ownerKey(portalId)) ?? '', item))),
  rememberChat: (portalId: string, userId: UserId, item: CrmItem, chatId: ChatId): void => {
    write(ownerKey(portalId), String(userId))
    write(openKey(portalId, userId, item), String(chatId))
  },
  detailsOpen: (): boolean => read(DETAILS_KEY) !== 'closed',
  rememberDetails: (open: boolean): void => write(DETAILS_KEY, open ? 'open' : 'closed'),
  relatedShown: (): boolean => read(RELATED_KEY) !== 'hidden',
  rememberRelated: (shown: boolean): void => write(RELATED_KEY, shown ? 'shown' : 'hidden'),
  listOrder: (): ListOrder => {
    const order = read(ORDER_KEY)
    return order === 'longest' || order === 'newest' ? order : 'attention'
  },
  rememberListOrder: (order: ListOrder): void => write(ORDER_KEY, order),
  /** Keys of one character work. */
  letterKeys: (): boolean => read(LETTERS_KEY) !== 'off',
  rememberLetterKeys: (on: boolean): void => write(LETTERS_KEY, on ? 'on' : 'off'),
  theme: (): 'light' | 'dark' => (read(THEME_KEY) === 'dark' ? 'dark' : 'light'),
  rememberTheme: (theme: 'light' | 'dark'): void => write(THEME_KEY, theme),
}

/** Light unless the user chose dark: CRM cards are light in every portal theme, so the computer's setting doesn't count. */
export const applyTheme = (theme = localSettings.theme()): void => {
  document.documentElement.classList.toggle('dark', theme === 'dark')
}

/** Fired at the document when the theme has changed. */
export const THEME_CHANGE_EVENT = 'themechange'

/** Switches between light and dark and remembers it; returns the new one. */
export const switchTheme = (): 'light' | 'dark' => {
  const next = localSettings.theme() === 'dark' ? 'light' : 'dark'
  localSettings.rememberTheme(next)
  applyTheme(next)
  document.dispatchEvent(new Event(THEME_CHANGE_EVENT))
  return next
}
