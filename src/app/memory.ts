import { crmItemKey, type CrmItem } from '@/domain/crm-item'
import { toId, type ChatId } from '@/domain/ids'

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

const openKey = (portalId: string, item: CrmItem) => `chat-panel:${portalId}:open:${crmItemKey(item)}`
const DETAILS = 'chat-panel:details'
const THEME = 'chat-panel:theme'

/** What the panel remembers between visits. */
export const memory = {
  /** The chat last open in a card, or null. */
  openChat: (portalId: string, item: CrmItem): ChatId | null => toId<ChatId>(read(openKey(portalId, item))),
  rememberChat: (portalId: string, item: CrmItem, chatId: ChatId): void =>
    write(openKey(portalId, item), String(chatId)),
  detailsOpen: (): boolean => read(DETAILS) !== 'closed',
  rememberDetails: (open: boolean): void => write(DETAILS, open ? 'open' : 'closed'),
  theme: (): 'light' | 'dark' => (read(THEME) === 'dark' ? 'dark' : 'light'),
  rememberTheme: (theme: 'light' | 'dark'): void => write(THEME, theme),
}
