import { plainText } from '@/domain/bb-code'
import type { Chat, LastMessage } from '@/domain/chat'
import type { Translate } from '@/i18n/i18n'

/** Last message of a row: `who` is its prefix ("You", an operator's first name), null where the row already shows it. */
export interface Preview {
  readonly who: string | null
  readonly text: string
}

const kinds = [
  [/\.(jpe?g|png|gif|webp|heic|bmp)$/i, 'chatList.photo'],
  [/\.(mp4|mov|webm|avi|mkv)$/i, 'chatList.video'],
  [/\.(ogg|oga|opus|mp3|m4a|wav|aac)$/i, 'chatList.audio'],
] as const

/** A message as one line without BB codes; cut before parsing to what a row can show. */
export const plainLine = (text: string): string => plainText(text.slice(0, 1000)).replace(/\s+/g, ' ').trim()

const messageText = ({ text, hasFile }: LastMessage, t: Translate): string => {
  const line = plainLine(text)
  if (!hasFile) return line === '' ? t('chatList.noText') : line
  // A document's name says more than "File"; a photo's name (IMG_2041.jpg) says less than "Photo".
  const kind = kinds.find(([pattern]) => pattern.test(line))
  if (kind) return t(kind[1])
  return line === '' ? t('chatList.file') : line
}

/** Turns the newest message of a chat into the second line of its row. */
export const preview = (last: LastMessage, t: Translate): Preview => {
  const first = last.authorName?.trim().split(/\s+/)[0] ?? null
  const who = last.from === 'me' ? t('common.you') : last.from === 'operator' || last.from === 'bot' ? first : null
  return { who: who === '' ? null : who, text: messageText(last, t) }
}

const MAX_PREVIEW_LENGTH = 120

const shorten = (text: string): string => {
  const chars = [...text]
  return chars.length > MAX_PREVIEW_LENGTH ? `${chars.slice(0, MAX_PREVIEW_LENGTH).join('')}…` : text
}

/**
 * A row as one sentence, the accessible name of its option:
 * "Laura Bennett, Telegram, in progress, 2 unread, Great! And could we see it, 10:42".
 */
export const rowAccessibleName = (
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
    counter > 0 ? t('chatList.sentenceUnread', { count: counter }) : null,
    preview && (preview.who === null ? text : t('chatList.nameAndText', { name: preview.who, text: text ?? '' })),
    row.when,
    chat.linkedThrough
      ? t('relatedChats.belongsTo', {
          type: t(`common.${chat.linkedThrough.item.type}`),
          title: chat.linkedThrough.title ?? chat.linkedThrough.item.id,
        })
      : null,
    chat.operatorName === null ? null : t('chatList.sentenceOperator', { name: chat.operatorName }),
  ]
    .filter((part) => part !== null && part !== '')
    .join(', ')
}
