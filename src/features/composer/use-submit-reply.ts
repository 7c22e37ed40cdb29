import type { CrmItem } from '@/domain/crm'
import type { ChatId } from '@/domain/ids'
import type { OutboxActions, AttachmentActions } from '@/composer-state/use-composer-state'

/**
 * Gives the chosen files of a chat to the outbox, and then the words that go with them (`sendWords`). Resolves once all is stored; rejects
 * when it is not, and then what is not stored stays where it was.
 */
export const enqueueWithAttachments = async (
  { sendFiles }: Pick<OutboxActions, 'sendFiles'>,
  attachments: AttachmentActions,
  item: CrmItem,
  chatId: ChatId,
  kind: 'reply' | 'note',
  sendWords: () => Promise<void> | void,
): Promise<void> => {
  const ready = attachments.ready()
  if (ready.length > 0) {
    await sendFiles(
      item,
      chatId,
      ready.map(({ file }) => file),
      kind,
    )
    attachments.remove(new Set(ready.map(({ id }) => id)))
  }
  await sendWords()
}
