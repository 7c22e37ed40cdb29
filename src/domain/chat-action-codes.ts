// Error codes that several actions have, each with the phrase that explains it.

/** Checks of all methods that act on an Open Channel chat. */
export const CHAT_CODES = {
  CHAT_ID: 'chatActions.noChat',
  CHAT_TYPE: 'chatActions.noChannelChat',
  ACCESS_DENIED: 'chatActions.noRight',
  USER_ID: 'chatActions.unknownUser',
} as const
export const MEMBER_CODES = {
  ACCESS_DENIED: 'chatActions.noRight',
  ERROR_ARGUMENT: 'chatActions.noItem',
  IM_NOT_INSTALLED: 'chatActions.noMessenger',
  CHAT_NOT_IN_CRM: 'chatActions.notInItem',
  CRM_CHAT_USER_NOT_ACTIVE: 'chatActions.inactivePerson',
} as const
export const REMOVAL_CODES = {
  ...MEMBER_CODES,
  CRM_CHAT_EMPTY_USER: 'chatActions.noPerson',
  CRM_CHAT_EMPTY_CRM_DATA: 'chatActions.noItem',
  CHAT_DELETE_USER_PERMISSION_DENIED: 'chatActions.noRemoval',
  WRONG_REQUEST: 'chatActions.already',
} as const
export const MUTE_CODES = {
  CHAT_ID_EMPTY: 'chatActions.noChat',
  DIALOG_ID_EMPTY: 'chatActions.noChat',
  ACCESS_ERROR: 'chatActions.noAccess',
} as const
export const PIN_CODES = {
  CHAT_ID_EMPTY: 'chatActions.noChat',
  ...CHAT_CODES,
  ERROR_USER_NOT_OPERATOR: 'chatActions.notOperator',
  WITHOUT_CHANGES: 'chatActions.already',
} as const
