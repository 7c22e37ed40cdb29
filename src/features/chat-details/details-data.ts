import type { Chat, Dialog } from '@/domain/chat'
import type { UserId } from '@/domain/ids'
import type { People, Person } from '@/domain/person'

/** operator = in charge; joined = member; earlier = wrote here once, no longer known to be in the chat. */
export type Role = 'operator' | 'joined' | 'client' | 'bot' | 'earlier'

/** One line of "People in chat". */
export interface Participant {
  readonly id: UserId
  readonly name: string
  readonly role: Role
  readonly avatarUrl: string | null
  readonly color: string | null
}

const order: readonly Role[] = ['operator', 'joined', 'client', 'bot', 'earlier']

const roleOf = (person: Person | undefined, id: UserId, chat: Chat): Role => {
  if (id === chat.dialog?.ownerId) return 'operator'
  if (person?.kind === 'client') return 'client'
  if (person?.kind === 'bot') return 'bot'
  return chat.dialog?.readBy.some(({ userId }) => userId === id) ? 'joined' : 'earlier'
}

/**
 * People known to be or to have been in the chat: the authors of the messages read so far, those who have read it
 * (`readed_list` of imopenlines.dialog.get), and the operator in charge. Members first, then by name.
 */
export const participants = (chat: Chat, people: People | null): readonly Participant[] => {
  const names = new Map<UserId, string>()
  for (const [id, person] of people ?? []) names.set(id, person.name)
  for (const { userId, name } of chat.dialog?.readBy ?? []) if (!names.has(userId)) names.set(userId, name)
  const owner = chat.dialog?.ownerId ?? null
  if (owner !== null && chat.operatorName !== null && !names.has(owner)) names.set(owner, chat.operatorName)

  return [...names]
    .map(([id, name]): Participant => {
      const person = people?.get(id)
      const { avatarUrl = null, color = null } = person ?? {}
      return { id, name, role: roleOf(person, id, chat), avatarUrl, color }
    })
    .toSorted((a, b) => order.indexOf(a.role) - order.indexOf(b.role) || a.name.localeCompare(b.name))
}

/** The channel's reply window; `left` in ms. */
export type ReplyWindow =
  | { readonly kind: 'open'; readonly until: number; readonly left: number }
  | { readonly kind: 'over'; readonly since: number }

/** Until when the channel takes replies; null = not known. `now` in unix ms. */
export const replyWindow = (dialog: Dialog, now: number): ReplyWindow | null => {
  const at = dialog.replyBlockedFrom
  if (at === null) return null
  return at > now ? { kind: 'open', until: at, left: at - now } : { kind: 'over', since: at }
}
