import { fileProblem, type FileProblem } from '@/domain/outgoing-message'
import type { ChatId } from '@/domain/ids'

/** A file that is chosen and not sent yet. */
export interface PendingFile {
  readonly id: number
  readonly file: File
  readonly problem: FileProblem | null
}

/** Files chosen for each chat, kept in memory: a page gets the file from the browser, not its path. */
export interface PendingAttachments {
  readonly get: (chatId: ChatId) => readonly PendingFile[]
  readonly add: (chatId: ChatId, files: readonly File[]) => void
  readonly remove: (chatId: ChatId, ids: ReadonlySet<number>) => void
  /** True while any file would be lost with the page. */
  readonly any: () => boolean
  readonly subscribe: (listener: () => void) => () => void
}

const noFiles: readonly PendingFile[] = []

export const createPendingAttachments = (): PendingAttachments => {
  const attachments = new Map<ChatId, readonly PendingFile[]>()
  const listeners = new Set<() => void>()
  let ids = 0
  const set = (chatId: ChatId, files: readonly PendingFile[]) => {
    if (files.length > 0) attachments.set(chatId, files)
    else attachments.delete(chatId)
    for (const listener of listeners) listener()
  }
  const get = (chatId: ChatId) => attachments.get(chatId) ?? noFiles
  return {
    get,
    add: (chatId, files) =>
      set(chatId, [
        ...get(chatId),
        ...files.map((file) => ({ id: (ids += 1), file, problem: fileProblem(file.size) })),
      ]),
    remove: (chatId, gone) =>
      set(
        chatId,
        get(chatId).filter(({ id }) => !gone.has(id)),
      ),
    any: () => attachments.size > 0,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
