import type { Rest } from '../sdk/rest'
import { performChatAction } from './chat-actions'
import { performMessageAction } from './message-actions'
import { fetchCrmTitles } from './crm'
import { fetchDownloadUrl } from './message-history'
import { findChatByCode } from './chat-actions'
import { searchMessages } from './message-history'
import { broadcast } from './app-channel'
import { isExtranetUser } from './people'
import { fetchRelations } from './relations'
import { fetchQuickAnswers } from './quick-answers'
import { fetchOptions, writeOption } from './options'
import { markRead, sendReply } from './send-message'
import { fetchSession } from './message-history'
import { fetchDialog } from './chat-actions'
import { searchPeople, fetchTransferTargets } from './people'
import { fetchChats } from './card-snapshot'
import { fetchCard, fetchCards } from './card-batch'
import { fetchMessageRange } from './message-history'
import { fetchTeamChat, sendNote, startTeamChat } from './team-chat'
import { uploadFile, uploadNote } from './send-message'

/** What nobody needs to read the newest message: a file of its own, which comes with the second wave. */
export const deferredMethods = (rest: Rest, origin: string) => {
  const withRest =
    <Args extends readonly unknown[], Answer>(call: (request: Rest, ...args: Args) => Answer) =>
    (...args: Args) =>
      call(rest, ...args)
  const withOrigin =
    <Args extends readonly unknown[], Answer>(call: (request: Rest, origin: string, ...args: Args) => Answer) =>
    (...args: Args) =>
      call(rest, origin, ...args)
  return {
    fetchCard: withOrigin(fetchCard),
    fetchChats: withOrigin(fetchChats),
    fetchCards: withOrigin(fetchCards),
    fetchMessageRange: withOrigin(fetchMessageRange),
    fetchRelations: withOrigin(fetchRelations),
    fetchDialog: withOrigin(fetchDialog),
    say: withRest(broadcast),
    markRead: withRest(markRead),
    sendReply: withRest(sendReply),
    performChatAction: withRest(performChatAction),
    performMessageAction: withRest(performMessageAction),
    searchPeople: withOrigin(searchPeople),
    fetchTransferTargets: withOrigin(fetchTransferTargets),
    fetchCrmTitles: withRest(fetchCrmTitles),
    findChatByCode: withRest(findChatByCode),
    searchMessages: withOrigin(searchMessages),
    fetchDownloadUrl: withOrigin(fetchDownloadUrl),
    isExtranetUser: withRest(isExtranetUser),
    fetchTeamChat: withOrigin(fetchTeamChat),
    startTeamChat: withRest(startTeamChat),
    sendNote: withRest(sendNote),
    uploadFile: withRest(uploadFile),
    uploadNote: withRest(uploadNote),
    fetchSession: withOrigin(fetchSession),
    fetchQuickAnswers: withRest(fetchQuickAnswers),
    fetchOptions: withRest(fetchOptions),
    writeOption: withRest(writeOption),
  } as const
}

/** The calls of `laterCalls`. */
export type DeferredMethods = ReturnType<typeof deferredMethods>
