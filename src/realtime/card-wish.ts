import type { CrmItem } from '@/domain/crm-item'
import type { ChatId } from '@/domain/ids'
import type { CardWish, LookWish } from '@/portal/portal'
import type { PageId, PageWant } from './page-talk'
import type { WatchedChat } from './scheduler'

/** A look that brings nothing. */
export const NOTHING: LookWish = { dialogs: [], pages: [], older: [], people: [], lines: false }

/** A page that wants nothing but to be known. */
export const bareWant = (page: PageId, item: CrmItem, visible: boolean, watched: readonly WatchedChat[]): PageWant => ({
  page,
  item,
  visible,
  watched,
  wish: NOTHING,
  lists: false,
  spent: 0,
})

/** What is left of a page's wishes when only these chats are read: nothing at all, or their messages. */
export const onlyPagesOf = (want: PageWant, chats: readonly ChatId[]): readonly PageWant[] => {
  if (!want.watched.some(({ chatId }) => chats.includes(chatId))) return []
  const pages = want.wish.pages.filter(({ chatId }) => chats.includes(chatId))
  return [{ ...want, lists: false, wish: { ...NOTHING, pages } }]
}

/** A page's wishes, with what the scheduler wants to know of its chats: details of some, details and newest messages of others. */
export const cardWish = (want: PageWant, details: readonly ChatId[], messages: readonly ChatId[]): CardWish => {
  const own = new Map(want.watched.map((chat) => [chat.chatId, chat]))
  const dialogs = new Set([...want.wish.dialogs, ...details.filter((id) => own.has(id))])
  const paged = new Set(want.wish.pages.map(({ chatId }) => chatId))
  const more = messages.flatMap((chatId) => {
    const chat = own.get(chatId)
    if (!chat || paged.has(chatId)) return []
    dialogs.add(chatId)
    return [{ chatId, way: chat.member ? ('member' as const) : ('either' as const) }]
  })
  const wish = { ...want.wish, dialogs: [...dialogs], pages: [...want.wish.pages, ...more] }
  return { item: want.item, lists: want.lists, wish }
}
