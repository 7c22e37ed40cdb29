import type { ChatId, MessageId, UserId } from '@/domain/ids'
import type { MessagePage } from '@/domain/message-window'
import { PortalError } from '../portal-error'
import { reference, type BatchCalls, type Rest } from '../sdk/rest'
import { toMemberPage } from '../wire/conversation'
import { PAGE_SIZE } from './messages'

/** A stretch of messages in one direction. */
export interface Stretch extends MessagePage {
  /** The last page was full: there may be more in this direction. */
  readonly more: boolean
}

/**
 * Up to `pages` pages of 50 in one request, each starting where the one before ended.
 * `older`: below `from`; `newer`: above it (0 = from the very first message).
 */
export const readStretch = async (
  rest: Rest,
  origin: string,
  chatId: ChatId,
  direction: 'older' | 'newer',
  from: MessageId | 0,
  pages: number,
): Promise<Stretch> => {
  const edge = direction === 'older' ? 'LAST_ID' : 'FIRST_ID'
  const calls: Record<string, BatchCalls[string]> = {}
  for (let index = 0; index < pages; index += 1) {
    // A page that wasn't full has no 50th message: the reference becomes "0Array" and the call is refused, which ends the chain.
    const start = index === 0 ? from : `0${reference(`p${index - 1}`, 'messages', PAGE_SIZE - 1, 'id')}`
    calls[`p${index}`] = ['im.dialog.messages.get', { DIALOG_ID: `chat${chatId}`, [edge]: start, LIMIT: PAGE_SIZE }]
  }
  const answer = await rest.batch(calls)
  const messages: MessagePage['messages'][number][] = []
  const people = new Map<UserId, MessagePage['people'] extends ReadonlyMap<UserId, infer P> ? P : never>()
  for (let index = 0; index < pages; index += 1) {
    const sub = answer(`p${index}`)
    if (!sub.ok) {
      if (index === 0) throw sub.error
      break
    }
    const page = toMemberPage(sub.value, origin)
    if (!page || page.chatId !== chatId) throw new PortalError('malformed', 'OTHER_CHAT')
    messages.push(...page.messages)
    for (const [id, person] of page.people) people.set(id, person)
    if (page.messages.length < PAGE_SIZE) return { messages, people, more: false }
  }
  return { messages, people, more: messages.length > 0 }
}
