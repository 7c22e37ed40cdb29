import type { Rejection } from '@/domain/outgoing-message'
import type { PhraseKey } from '@/i18n/dictionary'

/** Text for a failed write, by the kind of its error (portal-error.ts), where its code has no text of its own. */
export const errorTextKeys = {
  refused: 'chatActions.refused',
  forbidden: 'chatActions.noRight',
  limit: 'chatActions.limit',
  'sign-in': 'chatActions.signIn',
  app: 'chatActions.app',
  unavailable: 'chatActions.noAnswer',
  network: 'chatActions.noAnswer',
  malformed: 'chatActions.noAnswer',
} as const satisfies Record<string, PhraseKey>

const rejectionTexts = {
  'not-active': 'outbox.refusedNotActive',
  'not-in-chat': 'outbox.refusedNotInChat',
  'no-access': 'outbox.refusedNoAccess',
  'bad-text': 'outbox.refusedBadText',
  'too-old': 'outbox.refusedTooOld',
  'too-large': 'outbox.refusedTooLarge',
  'bad-file': 'outbox.refusedBadFile',
  'file-gone': 'outbox.refusedFileGone',
  'needs-disk': 'outbox.refusedNeedsDisk',
  other: 'outbox.refusedOther',
} as const satisfies Record<Rejection['reason'], PhraseKey>

/** Codes that say more than the reason of a rejection. im.v2.File.upload: as in the server's source, and as in the documents. */
const rejectionTextsByCode: Readonly<Record<string, PhraseKey>> = {
  FILE_UPLOAD_FAILED: 'outbox.refusedNoRoom',
  UPLOAD_FAILED: 'outbox.refusedNoRoom',
  ERROR_COULD_NOT_SAVE_FILE: 'outbox.refusedNoRoom',
  FILE_FOLDER_ERROR: 'outbox.refusedNoFolder',
  FOLDER_ERROR: 'outbox.refusedNoFolder',
  ERROR_NOT_FOUND: 'outbox.refusedNoFolder',
  FILE_SEND_FAILED: 'outbox.refusedNotPosted',
  SEND_FAILED: 'outbox.refusedNotPosted',
  FILES_ERROR: 'outbox.refusedNotPosted',
  SAVE_ERROR: 'outbox.refusedNotPosted',
  MESSAGE_ADD_ERROR: 'outbox.refusedNotPosted',
  DISK_BASE_SERVICE_22001: 'outbox.refusedBadFile',
  MESSAGE_EMPTY: 'outbox.refusedBadText',
  CHAT_ID: 'outbox.refusedNotInChat',
  CHAT_ID_EMPTY: 'outbox.refusedNotInChat',
  DIALOG_ID_EMPTY: 'outbox.refusedNotInChat',
  REPLY_ACCESS_ERROR: 'outbox.refusedNoQuote',
  REPLY_FROM_OTHER_CHAT_ERROR: 'outbox.refusedNoQuote',
  NO_CODE: 'outbox.refusedOther',
}

/** Why a reply or a file was rejected. */
export const rejectionText = ({ reason, code }: Rejection, isFile: boolean): PhraseKey =>
  isFile && reason === 'bad-text'
    ? 'outbox.refusedBadFile'
    : (rejectionTextsByCode[code.toUpperCase()] ?? rejectionTexts[reason])

/** Why changes of templates were not kept, by the code of the settings or of *.option.set; other codes have no text of their own. */
export const templateErrorTexts: Readonly<Record<string, PhraseKey>> = {
  OPTIONS_FULL: 'templates.notKeptFull',
  OPTION_NEWER: 'templates.notKeptNewer',
  ACCESSEXCEPTION: 'templates.notKeptRight',
}
