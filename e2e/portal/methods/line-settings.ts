// What imopenlines.config.get returns of a line beyond its name and queue: a portal's defaults, all scalars as strings.
import type { Line } from '../world/model.ts'

type Json = Record<string, unknown>

/** The list with the quick answers of all lines. */
export const QUICK_ANSWERS_LIST = 181

/** Settings of a line; optionally with its queue. */
export function lineSettings(line: Line, withQueue: boolean): Json {
  const settings: Json = {
    ID: String(line.id),
    ACTIVE: line.active ? 'Y' : 'N',
    LINE_NAME: line.name,
    ...DEFAULTS,
    QUEUE_TYPE: line.queueType,
    VOTE_MESSAGE: line.asksForRating ? 'Y' : 'N',
  }
  if (!withQueue) return settings
  const nobody = { USER_NAME: null, USER_WORK_POSITION: null, USER_AVATAR: null, USER_AVATAR_ID: '0' }
  const byUser = (fields: (userId: number, index: number) => Json): unknown =>
    line.queue.length > 0 ? Object.fromEntries(line.queue.map((userId, index) => [userId, fields(userId, index)])) : []
  return {
    ...settings,
    QUEUE: line.queue.map(String),
    QUEUE_FULL: byUser((userId, index) => ({
      ID: String(200 + userId),
      SORT: String(index),
      USER_ID: String(userId),
      DEPARTMENT_ID: '0',
      ...nobody,
    })),
    QUEUE_USERS_FIELDS: byUser(() => ({ ...nobody })),
    QUEUE_ONLINE: 'Y',
  }
}

const DEFAULTS = {
  CRM: 'N',
  CRM_CREATE: 'lead',
  CRM_CREATE_SECOND: '0',
  CRM_CREATE_THIRD: 'Y',
  CRM_FORWARD: 'Y',
  CRM_CHAT_TRACKER: 'N',
  CRM_TRANSFER_CHANGE: 'Y',
  CRM_SOURCE: 'create',
  QUEUE_TIME: '60',
  NO_ANSWER_TIME: '60',
  CHECK_AVAILABLE: 'Y',
  WATCH_TYPING: 'N',
  WELCOME_BOT_ENABLE: 'Y',
  WELCOME_MESSAGE: 'N',
  WELCOME_MESSAGE_TEXT: 'Welcome![br]The first available operator will answer you.',
  VOTE_TIME_LIMIT: '0',
  VOTE_BEFORE_FINISH: 'Y',
  VOTE_CLOSING_DELAY: 'Y',
  VOTE_MESSAGE_1_TEXT: 'Please rate the quality of service.',
  VOTE_MESSAGE_1_LIKE: 'Thank you for your feedback!',
  VOTE_MESSAGE_1_DISLIKE: "We are sorry we couldn't assist you, we will strive to improve.",
  VOTE_MESSAGE_2_TEXT: 'Please rate the quality of service.\r\n\r\nSend: 1 - good, 0 - bad',
  VOTE_MESSAGE_2_LIKE: 'Thank you for your feedback!',
  VOTE_MESSAGE_2_DISLIKE: "We are sorry we couldn't assist you, we will strive to improve.",
  AGREEMENT_MESSAGE: 'N',
  AGREEMENT_ID: '0',
  CATEGORY_ENABLE: 'N',
  CATEGORY_ID: '0',
  WELCOME_BOT_JOIN: 'always',
  WELCOME_BOT_ID: '597',
  WELCOME_BOT_TIME: '180',
  WELCOME_BOT_LEFT: 'close',
  NO_ANSWER_RULE: 'text',
  NO_ANSWER_FORM_ID: '0',
  NO_ANSWER_BOT_ID: '0',
  NO_ANSWER_TEXT: 'Unfortunately, we cannot respond to you at this moment, we will definitely get back to you.',
  WORKTIME_ENABLE: 'Y',
  WORKTIME_FROM: '0',
  WORKTIME_TO: '23.59',
  WORKTIME_TIMEZONE: 'Europe/Berlin',
  WORKTIME_HOLIDAYS: [''],
  WORKTIME_DAYOFF: [''],
  WORKTIME_DAYOFF_RULE: 'text',
  WORKTIME_DAYOFF_FORM_ID: '0',
  WORKTIME_DAYOFF_BOT_ID: '0',
  WORKTIME_DAYOFF_TEXT:
    'Unfortunately, we cannot respond to you at this moment.[br][br]Please write your question and we will definitely get back to you during working hours.',
  CLOSE_RULE: 'text',
  CLOSE_FORM_ID: '0',
  CLOSE_BOT_ID: '0',
  CLOSE_TEXT: 'Thank you for reaching out to us, please rate the quality of service.',
  FULL_CLOSE_TIME: '0',
  AUTO_CLOSE_RULE: 'none',
  AUTO_CLOSE_FORM_ID: '0',
  AUTO_CLOSE_BOT_ID: '0',
  AUTO_CLOSE_TIME: '3600',
  AUTO_CLOSE_TEXT: '',
  AUTO_EXPIRE_TIME: '86400',
  DATE_CREATE: {},
  DATE_MODIFY: {},
  MODIFY_USER_ID: '27',
  TEMPORARY: 'N',
  XML_ID: null,
  LANGUAGE_ID: 'de',
  QUICK_ANSWERS_IBLOCK_ID: String(QUICK_ANSWERS_LIST),
  SESSION_PRIORITY: '0',
  TYPE_MAX_CHAT: 'answered_new',
  MAX_CHAT: '0',
  OPERATOR_DATA: 'profile',
  DEFAULT_OPERATOR_DATA: [],
  KPI_FIRST_ANSWER_TIME: '0',
  KPI_FIRST_ANSWER_ALERT: 'N',
  KPI_FIRST_ANSWER_LIST: null,
  KPI_FIRST_ANSWER_TEXT:
    'Employee #OPERATOR# exceeded the allowable response time to the client for the first message. Dialog №#DIALOG#.',
  KPI_FURTHER_ANSWER_TIME: '0',
  KPI_FURTHER_ANSWER_ALERT: 'N',
  KPI_FURTHER_ANSWER_LIST: null,
  KPI_FURTHER_ANSWER_TEXT:
    'Employee #OPERATOR# exceeded the allowable response time to the client for the message. Dialog №#DIALOG#.',
  KPI_CHECK_OPERATOR_ACTIVITY: 'N',
  SEND_NOTIFICATION_EMPTY_QUEUE: 'N',
  USE_WELCOME_FORM: 'N',
  WELCOME_FORM_ID: '111',
  WELCOME_FORM_DELAY: 'Y',
  SEND_WELCOME_EACH_SESSION: 'Y',
  CONFIRM_CLOSE: 'Y',
  IGNORE_WELCOME_FORM_RESPONSIBLE: 'N',
}
