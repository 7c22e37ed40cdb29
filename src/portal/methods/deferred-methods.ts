import type { Rest } from '../sdk/rest'
import { doToChat } from './chat-actions'
import { doToMessage } from './message-actions'
import { crmTitles } from './crm'
import { fileLink } from './message-history'
import { findChatByCode } from './chat-actions'
import { findMessages } from './message-history'
import { say } from './app-channel'
import { isOutsider } from './people'
import { readRelations } from './relations'
import { quickAnswers } from './quick-answers'
import { readOptions, writeOption } from './options'
import { markRead, sendReply } from './send-message'
import { readSession } from './message-history'
import { answerChat, interceptChat, joinChat, readDialog, startSession, startSessionFrom } from './chat-actions'
import { findPeople, transferChoices } from './people'
import { lookAtChats } from './card-snapshot'
import { lookAtCard, lookTogether } from './card-batch'
import { readStretch } from './message-history'
import { readTeamChat, sendNote, startTeamChat } from './team-chat'
import { uploadFile, uploadNote } from './send-message'

/** What nobody needs to read the newest message: a file of its own, which comes with the second wave. */
export const laterCalls = (rest: Rest, origin: string) => {
  const withRest =
    <Args extends readonly unknown[], Answer>(call: (door: Rest, ...args: Args) => Answer) =>
    (...args: Args) =>
      call(rest, ...args)
  const withOrigin =
    <Args extends readonly unknown[], Answer>(call: (door: Rest, origin: string, ...args: Args) => Answer) =>
    (...args: Args) =>
      call(rest, origin, ...args)
  return {
    lookAtCard: withOrigin(lookAtCard),
    lookAtChats: withOrigin(lookAtChats),
    lookTogether: withOrigin(lookTogether),
    readStretch: withOrigin(readStretch),
    readRelations: withOrigin(readRelations),
    readDialog: withOrigin(readDialog),
    say: withRest(say),
    markRead: withRest(markRead),
    sendReply: withRest(sendReply),
    answerChat: withRest(answerChat),
    joinChat: withRest(joinChat),
    interceptChat: withRest(interceptChat),
    startSession: withRest(startSession),
    startSessionFrom: withRest(startSessionFrom),
    doToChat: withRest(doToChat),
    doToMessage: withRest(doToMessage),
    findPeople: withOrigin(findPeople),
    transferChoices: withOrigin(transferChoices),
    crmTitles: withRest(crmTitles),
    findChatByCode: withRest(findChatByCode),
    findMessages: withOrigin(findMessages),
    fileLink: withOrigin(fileLink),
    isOutsider: withRest(isOutsider),
    readTeamChat: withOrigin(readTeamChat),
    startTeamChat: withRest(startTeamChat),
    sendNote: withRest(sendNote),
    uploadFile: withRest(uploadFile),
    uploadNote: withRest(uploadNote),
    readSession: withOrigin(readSession),
    quickAnswers: withRest(quickAnswers),
    readOptions: withRest(readOptions),
    writeOption: withRest(writeOption),
  } as const
}

/** The calls of `laterCalls`. */
export type LaterCalls = ReturnType<typeof laterCalls>
