import type { Chat } from '@/domain/chat'
import type { Translate } from '@/i18n/i18n'
import type { Preview } from './preview'

const LONGEST = 120

const shorten = (text: string): string => {
  const chars = [...text]
  return chars.length > LONGEST ? `${chars.slice(0, LONGEST).join('')}…` : text
}

/**
 * A row as one sentence, the accessible name of its option:
 * "Laura Bennett, Telegram, in progress, 2 unread, Great! And could we see it, 10:42".
 */
export const optionSentence = (
  chat: Chat,
  row: { readonly status: string | null; readonly preview: Preview | null; readonly when: string | null },
  t: Translate,
): string => {
  const counter = chat.dialog?.counter ?? 0
  const { preview } = row
  const text = preview && shorten(preview.text)
  return [
    chat.client,
    chat.channel.title,
    row.status,
    counter > 0 ? t('list.sayUnread', { count: counter }) : null,
    preview && (preview.who === null ? text : t('list.says', { name: preview.who, text: text ?? '' })),
    row.when,
    chat.via
      ? t('related.belongs', { type: t(`common.${chat.via.item.type}`), title: chat.via.title ?? chat.via.item.id })
      : null,
    chat.operatorName === null ? null : t('list.sayOperator', { name: chat.operatorName }),
  ]
    .filter((part) => part !== null && part !== '')
    .join(', ')
}
