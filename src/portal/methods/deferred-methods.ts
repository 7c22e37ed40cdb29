import type { Rest } from '../transport/rest-client'
import type { BackgroundRest } from '../transport/start-gatherer'
import { channelMethods } from './app-channel'
import { cardMethods } from './card-batch'
import { sessionMethods } from './card-sessions'
import { snapshotMethods } from './card-snapshot'
import { chatMethods } from './chats'
import { crmMethods } from './crm'
import { messageMethods } from './perform-message-action'
import { historyMethods } from './message-history'
import { optionMethods } from './options'
import { peopleMethods } from './people'
import { quickAnswerMethods } from './quick-answers'
import { relationMethods } from './relations'
import { sendMethods } from './send-message'
import { teamChatMethods } from './team-chat'

/**
 * The methods that the first screen doesn't need, bound to the portal: a file of their own. Each file of methods says which of it they are.
 * `background`: for what reads without anybody waiting for it.
 */
export const deferredMethods = (rest: Rest, background: BackgroundRest, origin: string) => ({
  ...channelMethods(rest),
  ...cardMethods(rest, origin),
  ...snapshotMethods(background, origin),
  ...chatMethods(rest, origin),
  ...crmMethods(background),
  ...messageMethods(rest),
  ...historyMethods(rest, origin),
  ...optionMethods(rest, background),
  ...peopleMethods(rest, origin),
  ...quickAnswerMethods(rest),
  ...relationMethods(background, origin),
  ...sendMethods(rest, background),
  ...sessionMethods(rest, origin),
  ...teamChatMethods(rest, background, origin),
})

/** The methods of `deferredMethods`, as they are called through the portal. */
export type DeferredMethods = ReturnType<typeof deferredMethods>
