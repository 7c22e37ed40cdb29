// How portals differ: each difference is a switch, a generation is a named set of them.

/** Server generations: `old` = self-hosted, imopenlines 25.0; `middle` = REST module of 2023/24; `cloud` = the newest. */
export type Generation = (typeof GENERATION_NAMES)[number]

/** All generations. */
export const GENERATION_NAMES = ['old', 'middle', 'cloud'] as const

/** The switches. A running portal's are in `world.state.behaviour` and may be changed at any time. */
export interface Behaviour {
  /** What forms and batch parameters hold passes the protective filter; JSON bodies don't. */
  inputFilter: boolean
  /**
   * How a batch reference inside a longer text is replaced. `oldest`: always, a miss becomes the word `Array`; `middle`: only texts are put
   * in, numbers and misses stay as written; `newest`: texts and numbers are put in, misses stay as written.
   */
  references: 'oldest' | 'middle' | 'newest'
  /** LAST_ID and FIRST_ID of `im.dialog.messages.get` that are no number count as 0, as PHP casts them; without: refused. */
  lenientIds: boolean
  /** `imopenlines.session.history.get` takes CHAT_ID. Without: ACCESS_DENIED unless SESSION_ID is given. */
  historyByChat: boolean
  /** `imopenlines.operator.answer` returns `true` where newer portals refuse a second answer. */
  lateAnswerIsTrue: boolean
  /**
   * The browser sends the portal's session cookie from the app's frame, so that addresses of files work without a token. Only where the app
   * lies on a host of the portal's own domain.
   */
  fileCookies: boolean
  /** `im.v2.File.download` may stand in a batch. Without: ERROR_BATCH_METHOD_NOT_ALLOWED, as documented for downloads. */
  downloadsInBatch: boolean
  /** Codes of `im.v2.File.upload`: as in the server's source (`FILE_FOLDER_ERROR`) or as in the documents (`FOLDER_ERROR`). */
  uploadCodes: 'source' | 'documents'
  /** `imopenlines.v2.QuickReply.list` exists. */
  quickReplies: boolean
  /** There is a push server; without one `pull.application.config.get` is SERVER_ERROR for good. */
  pushServer: boolean
  /** Answers take the time that a real server takes (`rest/server-time.ts`). Off except in benchmarks and simulations. */
  serverTime: boolean
}

const CLOUD: Behaviour = {
  // Unknown for the cloud; on is harder for the app.
  inputFilter: true,
  references: 'newest',
  lenientIds: false,
  historyByChat: true,
  lateAnswerIsTrue: false,
  fileCookies: false,
  downloadsInBatch: true,
  uploadCodes: 'source',
  quickReplies: true,
  pushServer: true,
  serverTime: false,
}

const MIDDLE: Behaviour = {
  ...CLOUD,
  references: 'middle',
  lenientIds: true,
  lateAnswerIsTrue: true,
  downloadsInBatch: false,
  uploadCodes: 'documents',
  quickReplies: false,
}

/** The behaviour of each generation. */
export const GENERATIONS: Readonly<Record<Generation, Behaviour>> = {
  cloud: CLOUD,
  middle: MIDDLE,
  old: { ...MIDDLE, references: 'oldest', historyByChat: false },
}
