import type { QueryClient } from '@tanstack/react-query'
import type { ChatId, MessageId, SessionId, UserId } from '@/domain/ids'
import type { Message } from '@/domain/message'
import type { MessagePage, MessageWindow } from '@/domain/message-window'
import type { Person } from '@/domain/person'
import { sessionBefore, sessionsNamed } from '@/domain/session-numbers'
import { asPortalError } from '@/portal/portal-error'
import { knownSessions } from './earlier-session'
import { keys } from './keys'
import type { Portal } from './portal-context'

/**
 * Reads a chat from its first message to its last. `next` is called again and again: it gives the following part, oldest first (an empty
 * one where nothing can be given yet), and null at the end. Rejects with PortalError; called again after that, it tries the same part.
 */
export interface HistoryReader {
  readonly next: () => Promise<MessagePage | null>
}

/** Pages of 50 in one request. */
const PAGES = 6

/** The whole history of a chat the caller is in; what comes while it is read is read as well. */
export const wholeHistory = (portal: Portal, chatId: ChatId): HistoryReader => {
  let from: MessageId | 0 = 0
  let ended = false
  return {
    next: async () => {
      if (ended) return null
      const come = await portal.readStretch(chatId, 'newer', from, PAGES)
      // A portal that gives the same page again would be read for ever.
      const fresh = come.messages.filter(({ id }) => id > from).toSorted((a, b) => a.id - b.id)
      ended = !come.more || fresh.length === 0
      from = fresh.at(-1)?.id ?? from
      return { messages: fresh, people: come.people }
    },
  }
}

/**
 * What somebody who isn't in the chat may read of it: its last session, then those before as far as their numbers are known and the portal
 * allows. They are read from the newest on, and given when all are here.
 */
export const openSessions = (portal: Portal, client: QueryClient, chatId: ChatId): HistoryReader => {
  const messages = new Map<MessageId, Message>()
  const people = new Map<UserId, Person>()
  /** Read, or refused: a session whose lines don't name it would be read for ever. */
  const asked: SessionId[] = []
  let begun = false
  let given = false
  const keep = (page: MessagePage) => {
    for (const message of page.messages) messages.set(message.id, message)
    for (const [id, person] of page.people) people.set(id, person)
  }
  return {
    next: async () => {
      if (!begun) {
        const known = client.getQueryData<MessageWindow>(keys.messages(chatId))
        // Who came into the chat meanwhile reads all of it by the other way; what is here stays true.
        keep(known?.way === 'history' ? known : (await portal.newestMessages(chatId)).window)
        begun = true
        return { messages: [], people: new Map() }
      }
      const shown = sessionsNamed([...messages.values()])
      const known = knownSessions(client, chatId)
      const sessionId = sessionBefore([...known.named, ...shown], shown, [...known.refused, ...asked])
      if (sessionId !== null) {
        try {
          keep(await portal.readSession(chatId, sessionId))
        } catch (thrown) {
          if (asPortalError(thrown).kind !== 'forbidden') throw thrown
        }
        asked.push(sessionId)
        return { messages: [], people: new Map() }
      }
      if (given) return null
      given = true
      return { messages: [...messages.values()].toSorted((a, b) => a.id - b.id), people }
    },
  }
}
