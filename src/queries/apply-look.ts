import type { QueryClient } from '@tanstack/react-query'
import type { CrmItem } from '@/domain/crm-item'
import type { ChatId } from '@/domain/ids'
import { addNewer, type MessageWindow } from '@/domain/message-window'
import type { CardLook } from '@/portal/portal'
import { mergeLook, type CardData } from './card-data'
import { keys } from './keys'

/**
 * Puts the newest page of a chat onto what is on screen. `gap` = messages lie between the two that nobody has read yet;
 * the window then stays as it is.
 */
export const joinNewest = (
  known: MessageWindow | undefined,
  newest: MessageWindow,
): { readonly window: MessageWindow; readonly gap: boolean } => {
  if (!known || known.way !== newest.way) return { window: newest, gap: false }
  if (known.hasNewer) return { window: known, gap: false }
  const first = newest.messages[0]
  const last = known.messages.at(-1)
  if (!first || !last) return { window: newest.messages.length > 0 ? newest : known, gap: false }
  // Nothing in common: either messages lie between, or the new page is all there is to read now (another session
  // became the last one; a member came back and sees the chat from there on).
  if (first.id > last.id) return newest.hasOlder ? { window: known, gap: true } : { window: newest, gap: false }
  return { window: addNewer(known, newest, false), gap: false }
}

/** Writes a look into the cache. Returns the chats whose newest page left a gap to fill. */
export const applyLook = (client: QueryClient, item: CrmItem, look: CardLook): readonly ChatId[] => {
  const known = client.getQueryData<CardData>(keys.card(item))
  const data = mergeLook(known, look)
  if (data && data !== known) client.setQueryData(keys.card(item), data)
  const gaps: ChatId[] = []
  for (const [chatId, page] of look.pages) {
    const shown = client.getQueryData<MessageWindow>(keys.messages(chatId))
    const { window, gap } = joinNewest(shown, page.window)
    if (gap) gaps.push(chatId)
    if (window !== shown) client.setQueryData(keys.messages(chatId), window)
  }
  return gaps
}
