// Access rights. Administrators have all of them.
import type { CardRef, Chat } from './model.ts'
import type { State } from './state.ts'

const isAdmin = (state: State, userId: number): boolean => state.user(userId)?.isAdmin === true

/** May the person open this CRM card? Only admins can see cards that don't exist. */
export function canSeeCard(state: State, userId: number, card: CardRef): boolean {
  if (isAdmin(state, userId)) return true
  const user = state.user(userId)
  if (!user || user.connector || user.extranet) return false
  if (user.bot) return true
  const { cards = 'all', hidden = [] } = state.rights.get(userId) ?? {}
  if (hidden.some((each) => each.type === card.type && each.id === card.id)) return false
  if (cards === 'all') return true
  return cards !== 'none' && cards.some((each) => each.type === card.type && each.id === card.id)
}

const canSeeBoundCard = (state: State, userId: number, chat: Chat): boolean =>
  chat.cards.some((card) => canSeeCard(state, userId, card))

const inQueue = (state: State, userId: number, chat: Chat): boolean =>
  state.lines.get(chat.lineId)?.queue.includes(userId) === true

const hasNoLines = (state: State, userId: number): boolean => state.rights.get(userId)?.lines === 'none'

/** May the person act in the chat: they are in it, or the line's rights (or the bound card) let them join. */
export function canJoin(state: State, userId: number, chat: Chat): boolean {
  if (hasNoLines(state, userId)) return chat.members.has(userId)
  return (
    chat.members.has(userId) ||
    isAdmin(state, userId) ||
    inQueue(state, userId, chat) ||
    canSeeBoundCard(state, userId, chat)
  )
}

/** May the person read sessions they were not in? */
export function canSeeHistory(state: State, userId: number, chat: Chat, operatorId: number): boolean {
  if (hasNoLines(state, userId)) return operatorId === userId
  return (
    operatorId === userId ||
    isAdmin(state, userId) ||
    state.rights.get(userId)?.canSeeHistory === true ||
    canSeeBoundCard(state, userId, chat)
  )
}

/** May the person read the dialog's description (`imopenlines.dialog.get`)? */
export function canOpenDialog(state: State, userId: number, chat: Chat): boolean {
  if (chat.members.has(userId)) return true
  return chat.kind === 'lines' && (canJoin(state, userId, chat) || state.rights.get(userId)?.canSeeHistory === true)
}
