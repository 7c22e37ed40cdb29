import type { MethodMap, MethodTable } from '../rest/method.ts'
import type { State } from '../world/state.ts'
import { crmMethods } from './crm.ts'
import { activityMethods } from './crm-activity.ts'
import { chatMethods } from './im-chat.ts'
import { fileMethods } from './im-files.ts'
import { messageMethods } from './im-messages.ts'
import { peopleMethods } from './im-people.ts'
import { readingMethods } from './im-reading.ts'
import { recentMethods } from './im-recent.ts'
import { lineMethods } from './imopenlines-config.ts'
import { crmChatMethods } from './imopenlines-crm.ts'
import { dialogMethods } from './imopenlines-dialog.ts'
import { operatorMethods } from './imopenlines-operator.ts'
import { sessionMethods } from './imopenlines-session.ts'
import { listMethods } from './lists.ts'
import { quickReplyMethods } from './quick-replies.ts'
import { userMethods } from './user.ts'

/** Every method of the world, by lower-cased name. */
export function createMethods(state: State): MethodTable {
  const groups: MethodMap[] = [
    crmChatMethods(state),
    dialogMethods(state),
    operatorMethods(state),
    sessionMethods(state),
    lineMethods(state),
    readingMethods(state),
    chatMethods(state),
    messageMethods(state),
    recentMethods(state),
    peopleMethods(state),
    fileMethods(state),
    crmMethods(state),
    userMethods(state),
    listMethods(state),
    activityMethods(state),
    quickReplyMethods(state),
  ]
  return new Map(
    groups.flatMap((group) => Object.entries(group).map(([name, method]) => [name.toLowerCase(), method] as const)),
  )
}
