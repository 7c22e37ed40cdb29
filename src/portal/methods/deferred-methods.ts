import type { Rest } from '../transport/rest-client'
import { broadcast } from './app-channel'
import { fetchCard, fetchCards } from './card-batch'
import { fetchChats } from './card-snapshot'
import { fetchDialog, findChatByCode, performChatAction } from './chats'
import { fetchCrmTitles } from './crm'
import { performMessageAction } from './perform-message-action'
import { fetchDownloadUrl, fetchMessageRange, fetchSession, searchMessages } from './message-history'
import { fetchOptions, writeOption } from './options'
import { fetchTransferTargets, isExtranetUser, searchPeople } from './people'
import { fetchQuickAnswers } from './quick-answers'
import { fetchRelations } from './relations'
import { markRead, sendReply, uploadFile, uploadNote } from './send-message'
import { fetchTeamChat, sendNote, startTeamChat } from './team-chat'

/** The methods that the first screen doesn't need, bound to the portal: a file of their own. */
export const deferredMethods = (rest: Rest, origin: string) => {
  const withRest =
    <Args extends readonly unknown[], Answer>(call: (request: Rest, ...args: Args) => Answer) =>
    (...args: Args) =>
      call(rest, ...args)
  /** For methods whose answers hold addresses that are relative to the portal. */
  const withOrigin =
    <Args extends readonly unknown[], Answer>(call: (request: Rest, origin: string, ...args: Args) => Answer) =>
    (...args: Args) =>
      call(rest, origin, ...args)
  return {
    broadcast: withRest(broadcast),
    fetchCard: withOrigin(fetchCard),
    fetchCards: withOrigin(fetchCards),
    fetchChats: withOrigin(fetchChats),
    fetchCrmTitles: withRest(fetchCrmTitles),
    fetchDialog: withOrigin(fetchDialog),
    fetchDownloadUrl: withOrigin(fetchDownloadUrl),
    fetchMessageRange: withOrigin(fetchMessageRange),
    fetchOptions: withRest(fetchOptions),
    fetchQuickAnswers: withRest(fetchQuickAnswers),
    fetchRelations: withOrigin(fetchRelations),
    fetchSession: withOrigin(fetchSession),
    fetchTeamChat: withOrigin(fetchTeamChat),
    fetchTransferTargets: withOrigin(fetchTransferTargets),
    findChatByCode: withRest(findChatByCode),
    isExtranetUser: withRest(isExtranetUser),
    markRead: withRest(markRead),
    performChatAction: withRest(performChatAction),
    performMessageAction: withRest(performMessageAction),
    searchMessages: withOrigin(searchMessages),
    searchPeople: withOrigin(searchPeople),
    sendNote: withRest(sendNote),
    sendReply: withRest(sendReply),
    startTeamChat: withRest(startTeamChat),
    uploadFile: withRest(uploadFile),
    uploadNote: withRest(uploadNote),
    writeOption: withRest(writeOption),
  } as const
}

/** The methods of `deferredMethods`, as they are called through the portal. */
export type DeferredMethods = ReturnType<typeof deferredMethods>
