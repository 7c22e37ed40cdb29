import type { QueryClient } from '@tanstack/react-query'
import type { CrmItem } from '@/domain/crm-item'
import type { ChatId } from '@/domain/ids'
import { addNewer, readAnew, type MessageWindow } from '@/domain/message-window'
import type { CardLook } from '@/portal/portal'
import { mergeLook, type CardData } from './card-data'
import { keys } from './keys'
import { withoutOutdated } from './look-order'

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
  return { window: addNewer(readAnew(known, newest), newest, false), gap: false }
}

/**
 * Writes a look into the cache, as far as nothing newer stands there. `startedAt`: when it left, ms of performance.now().
 * Returns the chats whose newest page left a gap to fill.
 */
export const applyLook = (
  client: QueryClient,
  item: CrmItem,
  come: CardLook,
  startedAt: number = performance.now(),
): readonly ChatId[] => {
  const known = client.getQueryData<CardData>(keys.card(item))
  const look = withoutOutdated(client, item, come, known, startedAt)
  const data = mergeLook(known, look)
  if (data && data !== known) client.setQueryData(keys.card(item), data)
  const gaps: ChatId[] = []
  for (const [chatId, page] of look.pages) {
    const shown = client.getQueryData<MessageWindow>(keys.messages(chatId))
    const { window, gap } = joinNewest(shown, page.window)
    if (gap) gaps.push(chatId)
    if (window !== shown) client.setQueryData(keys.messages(chatId), window)
  }
  for (const [chatId, page] of look.older)
    client.setQueryData<MessageWindow>(keys.messages(chatId), (shown) =>
      shown?.way === 'member' ? readAnew(shown, page, page.before) : shown,
    )
  return gaps
}
