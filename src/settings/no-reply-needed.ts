import type { Chat } from '@/domain/chat'
import { markNoReplyNeeded, unmarkNoReplyNeeded } from '@/domain/no-reply-needed'
import { newestOf } from '@/domain/wait-time'
import { changeSetting } from './setting-store'

/** "No reply needed" for one chat. */
export interface NoReplyNeeded {
  /** Its client waits, so it can be said. */
  readonly offered: boolean
  /** It was said, and the client has not written since. */
  readonly settled: boolean
  readonly settle: () => void
  readonly undo: () => void
}

/** Takes a chat out of those that wait until its client writes again; kept with the user's settings, told to their other panels. */
export const noReplyNeededOf = (chat: Chat): NoReplyNeeded => {
  const newest = newestOf(chat)
  return {
    offered: chat.waitingSince !== null && newest !== 0,
    settled: chat.noReplyNeeded,
    settle: () => {
      const now = Date.now()
      if (newest !== 0) changeSetting('noReplyNeeded', (marks) => markNoReplyNeeded(marks, chat.id, newest, now))
    },
    undo: () => changeSetting('noReplyNeeded', (marks) => unmarkNoReplyNeeded(marks, chat.id)),
  }
}
