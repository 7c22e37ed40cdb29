import type { Rest } from '../sdk/rest'
import { doToChat } from './chat-actions'
import { doToMessage } from './message-actions'
import { crmTitles } from './crm'
import { fileLink } from './files'
import { findChatByCode } from './find-chat'
import { findMessages } from './find-messages'
import { say } from './office'
import { isOutsider } from './outsider'
import { readRelations } from './relations'
import { quickAnswers } from './quick-answers'
import { readOptions, writeOption } from './options'
import { markRead, sendReply } from './replies'
import { readSession } from './session-history'
import { answerChat, interceptChat, joinChat, readDialog, startSession, startSessionFrom } from './session-actions'
import { findPeople, transferChoices } from './transfer'
import { lookAtChats } from './look-calls'
import { lookAtCard, lookTogether } from './shared-look'
import { readStretch } from './stretch'
import { readTeamChat, sendNote, startTeamChat } from './team-chat'
import { uploadFile, uploadNote } from './uploads'

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
