// imopenlines.crm.*: Open Channel chats as a CRM card sees them.
import type { Caller, Method, MethodMap, Params } from '../rest/method.ts'
import { canJoin, canSeeCard } from '../world/access.ts'
import { connectorOf } from '../world/connectors.ts'
import { addMember, addReply, addSystemMessage } from '../world/messages.ts'
import { STATUS, type CardRef, type CardType, type Chat } from '../world/model.ts'
import { lastSession, type State } from '../world/state.ts'
import { excluded, invited } from '../world/system-messages.ts'
import { isEmpty, isNumeric, param, refuse, toInt, toText } from './params.ts'

const CARD_TYPES: readonly string[] = ['lead', 'deal', 'contact', 'company']

const missing = (name: string) => refuse('ERROR_ARGUMENT', `Argument '${name}' is null or empty`)
const wrongType = (name: string) => refuse('ERROR_ARGUMENT', `The value of an argument '${name}' has an invalid type`)
const denied = (text = "Access denied! You don't have access to this action") => refuse('ACCESS_DENIED', text, 403)
const notInCrm = () => refuse('CHAT_NOT_IN_CRM', 'Chat does not belong to the CRM entity being checked')

function requireNumber(params: Params, name: string): number {
  const value = param(params, name)
  if (isEmpty(value)) throw missing(name)
  const number = toInt(value)
  if (!isNumeric(value) || number <= 0) throw wrongType(name)
  return number
}

/** Type (lower case; undefined when CRM has no such type) and id. */
function requireCard(params: Params): { type: CardType | undefined; id: number } {
  const type = param(params, 'CRM_ENTITY_TYPE')
  if (isEmpty(type)) throw missing('CRM_ENTITY_TYPE')
  const known = toText(type).toLowerCase()
  return {
    type: CARD_TYPES.includes(known) ? (known as CardType) : undefined,
    id: requireNumber(params, 'CRM_ENTITY'),
  }
}

/** In the card's default list: in work and not closing. */
function isActive(chat: Chat): boolean {
  const status = lastSession(chat)?.status
  return status !== undefined && status >= STATUS.answer && status < STATUS.waitClient
}

/** Chats of a card, newest session change first. */
function chatsOfCard(state: State, card: CardRef, activeOnly: boolean): Chat[] {
  const modified = (chat: Chat): number => lastSession(chat)?.modifiedAt ?? 0
  return state
    .chatsOf(card)
    .filter((chat) => !activeOnly || isActive(chat))
    .toSorted((a, b) => modified(b) - modified(a))
}

/** Methods `imopenlines.crm.*` (lead.create is in imopenlines-operator.ts). */
export function crmChatMethods(state: State): MethodMap {
  const chatGet = (params: Params, caller: Caller): unknown => {
    const { type, id } = requireCard(params)
    if (!type) return []
    if (!canSeeCard(state, caller.userId, { type, id })) throw denied()
    const activeOnly = toText(param(params, 'ACTIVE_ONLY') ?? 'Y') !== 'N'
    return chatsOfCard(state, { type, id }, activeOnly).flatMap((chat) =>
      chat.connectors
        .filter((connector) => !state.connectorsOff.has(connector))
        .map((connector) => ({
          CHAT_ID: String(chat.id),
          CONNECTOR_ID: connector,
          CONNECTOR_TITLE: connectorOf(connector).title,
        })),
    )
  }

  const lastChatId = (params: Params, caller: Caller): unknown => {
    if (isEmpty(param(params, 'CRM_ENTITY_TYPE')) || isEmpty(param(params, 'CRM_ENTITY')))
      throw refuse('CRM_CHAT_EMPTY_CRM_DATA', 'Empty CRM data')
    const { type, id } = requireCard(params)
    const card = type && { type, id }
    const chat = card && canSeeCard(state, caller.userId, card) ? newestChat(state, card) : undefined
    if (!chat) throw refuse('CRM_CHAT_EMPTY_CRM_DATA', 'Could not find CRM object')
    return chat.id
  }

  /** Shared by user.add and user.delete: the chat, or undefined when the card has none. */
  const chatForMember = (params: Params, caller: Caller, userId: number): Chat | undefined => {
    const { type, id } = requireCard(params)
    if (!type || !canSeeCard(state, caller.userId, { type, id }))
      throw denied("Access denied! You don't have access to join user to chat")
    if (!canSeeCard(state, userId, { type, id }))
      throw denied('Access denied! This user does not have access to the chat')
    if (state.user(userId)?.active !== true) throw refuse('CRM_CHAT_USER_NOT_ACTIVE', 'User not active')
    if (isEmpty(param(params, 'CHAT_ID'))) return newestChat(state, { type, id })
    const chatId = requireNumber(params, 'CHAT_ID')
    const chat = state.chatsOf({ type, id }).find((each) => each.id === chatId)
    if (!chat) throw notInCrm()
    return chat
  }

  const userAdd = (params: Params, caller: Caller): unknown => {
    requireCard(params)
    const userId = requireNumber(params, 'USER_ID')
    const chat = chatForMember(params, caller, userId)
    if (!chat) return 0
    if (chat.members.has(userId)) throw refuse('WRONG_REQUEST', 'Wrong request')
    addMember(chat, userId, true)
    const by = caller.userId
    addSystemMessage(state, chat, invited(by, state.nameOf(by), userId, state.nameOf(userId)))
    return chat.id
  }

  const userDelete = (params: Params, caller: Caller): unknown => {
    if (isEmpty(param(params, 'USER_ID'))) throw refuse('CRM_CHAT_EMPTY_USER', 'Empty User ID')
    if (isEmpty(param(params, 'CRM_ENTITY_TYPE')) && isEmpty(param(params, 'CRM_ENTITY')))
      throw refuse('CRM_CHAT_EMPTY_CRM_DATA', 'Empty CRM data')
    const userId = requireNumber(params, 'USER_ID')
    const chat = chatForMember(params, caller, userId)
    if (!chat) return 0
    if (userId !== caller.userId && !canJoin(state, caller.userId, chat))
      throw refuse('CHAT_DELETE_USER_PERMISSION_DENIED', 'You cannot remove participants from this chat', 403)
    if (!chat.members.has(userId) || userId === chat.clientId) throw refuse('WRONG_REQUEST', 'Wrong request')
    const by = caller.userId
    addSystemMessage(state, chat, excluded(by, state.nameOf(by), userId, state.nameOf(userId)))
    chat.members.delete(userId)
    return chat.id
  }

  /** The checks are in the portal's own order: it decides which refusal an app gets first. */
  const messageAdd = (params: Params, caller: Caller): unknown => {
    const { type, id } = requireCard(params)
    const authorId = requireNumber(params, 'USER_ID')
    const chatId = requireNumber(params, 'CHAT_ID')
    const text = param(params, 'MESSAGE')
    if (isEmpty(text) || typeof text === 'object') throw missing('MESSAGE')
    if (!type) throw notInCrm()
    for (const userId of [caller.userId, authorId]) {
      if (!canSeeCard(state, userId, { type, id })) throw denied("Access denied! User don't have access to this entity")
    }
    const chat = chatsOfCard(state, { type, id }, true).find((each) => each.id === chatId)
    if (!chat) throw notInCrm()
    if (!chat.members.has(authorId)) throw refuse('CANCELED', 'You cannot send messages to the specified chat')
    return addReply(state, chat, { authorId, text: toText(text) }).id
  }

  const method = (seconds: number, run: Method['run']): Method => ({ scope: 'imopenlines', seconds, run })
  return {
    'imopenlines.crm.chat.get': method(0.05, chatGet),
    'imopenlines.crm.chat.getLastId': method(0.05, lastChatId),
    'imopenlines.crm.chat.user.add': method(0.2, userAdd),
    'imopenlines.crm.chat.user.delete': method(0.2, userDelete),
    'imopenlines.crm.message.add': method(0.25, messageAdd),
  }
}

function newestChat(state: State, card: CardRef): Chat | undefined {
  return state
    .chatsOf(card)
    .toSorted((a, b) => (lastSession(b)?.id ?? 0) - (lastSession(a)?.id ?? 0))
    .at(0)
}
