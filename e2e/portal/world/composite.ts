// The composite strings by which im describes an Open Channel chat.
import type { CardType, Chat } from './model.ts'
import { lastSession, openSession } from './state.ts'

/** `connector|line|chat in the channel|user in the channel`. */
export function userCode(chat: Chat): string {
  return [chat.connectors[0] ?? '', chat.lineId, chat.externalChatId, chat.externalUserId].join('|')
}

/** First bound card of a type; 0 = none. */
function boundId(chat: Chat, type: CardType): number {
  return chat.cards.find((card) => card.type === type)?.id ?? 0
}

/** `CRM|TYPE|ID|PAUSE|WAIT_ACTION|SESSION_ID|DATE_CREATE|LINE_ID|BLOCK_DATE|BLOCK_REASON`; old chats hold six parts. */
export function entityData1(chat: Chat): string {
  if (chat.kind !== 'lines') return ''
  const session = openSession(chat)
  const main = chat.cards[0]
  const parts: (string | number)[] = [
    main ? 'Y' : 'N',
    main ? main.type.toUpperCase() : 'NONE',
    main?.id ?? 0,
    chat.pinned ? 'Y' : 'N',
    chat.waitAction ? 'Y' : 'N',
    session?.id ?? 0,
  ]
  if (!chat.legacyData) {
    const created = session ?? lastSession(chat)
    parts.push(
      Math.floor((created?.createdAt ?? chat.createdAt) / 1000),
      session && session.lineId !== chat.lineId ? session.lineId : 0,
      Math.floor(chat.blockDate / 1000),
      chat.blockReason || 0,
    )
  }
  return parts.join('|')
}

/** Pairs of CRM type and id; their order differs between chats, as on a real portal. */
export function entityData2(chat: Chat): string {
  if (chat.kind !== 'lines') return ''
  const types: CardType[] =
    chat.id % 3 === 0 ? ['deal', 'contact', 'company', 'lead'] : ['lead', 'company', 'contact', 'deal']
  return types.map((type) => `${type.toUpperCase()}|${boundId(chat, type)}`).join('|')
}

/** Silent mode. */
export function entityData3(chat: Chat): string {
  if (chat.kind !== 'lines') return ''
  return chat.silent ? 'Y' : chat.legacyData ? '' : 'N'
}
