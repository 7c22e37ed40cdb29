import type { ChatId } from './ids'

/** The text of an unsent reply. */
export interface DraftVersion {
  /** '' = it was sent or deleted. */
  readonly text: string
  /** Unix ms of its last change. */
  readonly at: number
}

/** Drafts by chat, shared between one user's computers through the portal. */
export type DraftMap = ReadonlyMap<ChatId, DraftVersion>

/** The newer version of each draft. Ended drafts are kept only as long as another computer may still have them. */
export const mergeDrafts = (there: DraftMap, here: DraftMap): DraftMap => {
  const merged = new Map(there)
  for (const [chatId, mine] of here) {
    const other = there.get(chatId)
    if (other ? mine.at > other.at : mine.text !== '') merged.set(chatId, mine)
  }
  return merged
}
