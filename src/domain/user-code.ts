import type { Dialog } from './chat'

const CODE =
  /(?:imol(?:\||%7C))?([a-z][\w.]{1,40})(?:\||%7C)(\d{1,10})(?:\||%7C)([^|\s&#]{1,120}?)(?:\||%7C)([^|\s&#]{1,120})/i

/**
 * The user code in a pasted text, which is a code alone or a link that holds one: `connector|line|chat|user`; null = none. The portal
 * identifies a chat by it (entity_id).
 */
export const userCodeIn = (text: string): string | null => {
  const [, connector = '', line = '', chat = '', user = ''] = CODE.exec(text.trim()) ?? []
  return line === '' ? null : [connector, line, chat, user].join('|')
}

/** Whether the details belong to the code's chat. */
export const isOfCode = (dialog: Dialog | null, code: string): boolean => {
  const [connector, line, chat, user] = code.split('|')
  return (
    dialog !== null &&
    dialog.connector === connector?.toLowerCase() &&
    String(dialog.lineId) === line &&
    dialog.externalChatId === chat &&
    dialog.externalUserId === user
  )
}
