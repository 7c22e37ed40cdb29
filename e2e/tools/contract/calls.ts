// For each documented example a call of this world that should be answered in the same shape.
import type { Portal } from '../../portal/types.ts'
import type { World } from '../../portal/world/world.ts'

/** One call; `as` is its user, by default Anna (no administrator). */
export interface Call {
  readonly params: Readonly<Record<string, unknown>>
  readonly as?: number
}

/** Ids of the seeded people. */
const ANNA = 11
const MARK = 12
const OLIVIA = 1
/** In no queue. */
const GRACE = 18

const NO_CHAT = { CHAT_ID: 0 }

/** Calls by example; one that is not here is called without parameters. Each makes its own chat where it changes something. */
export function createCalls(portal: Portal): Readonly<Record<string, () => Call>> {
  const { world } = portal
  const { deal, contact, company, lead } = world.showcase
  const laura = findChat(world, 'telegrambot', deal)
  const card = { CRM_ENTITY_TYPE: 'deal', CRM_ENTITY: deal }

  const waiting = (): number => {
    const made = world.simulate.newClientChat({ type: 'deal', id: deal, connector: 'livechat', name: 'Guest' })
    return (made as { chatId: number }).chatId
  }
  const answeredBy = (userId: number): number => {
    const chatId = waiting()
    world.simulate.colleagueAnswers({ chatId, userId, text: 'Good day!' })
    return chatId
  }
  const closed = (): number => {
    const chatId = answeredBy(ANNA)
    world.simulate.finish({ chatId, byUserId: ANNA })
    return chatId
  }
  const firstMessage = (chatId: number): number => world.state.chat(chatId)?.messages.at(1)?.id ?? 0
  const ownMessage = (): number => world.state.chat(answeredBy(ANNA))?.messages.lastId ?? 0
  const on = (chatId: number, more: object = {}): Call => ({ params: { CHAT_ID: chatId, ...more } })
  const laurasFile = (): number => [...world.state.files.values()].find((file) => file.chatId === laura)?.id ?? 0
  const team = (): number => [...world.state.chats.values()].find((chat) => chat.kind === 'crm')?.id ?? 0
  const ownTeamChat = (members: number[] = []): number => {
    const chat = world.state.addChat({ kind: 'crm', title: 'Deal: Fitting', createdAt: world.state.now(), owner: ANNA })
    for (const userId of [ANNA, ...members]) chat.members.set(userId, { startId: 0, lastReadId: 0 })
    return chat.id
  }
  const userCode = (chatId: number): string => {
    const chat = world.state.chat(chatId)
    return [chat?.connectors[0], chat?.lineId, chat?.externalChatId, chat?.externalUserId].join('|')
  }
  const asAdmin = (params: Record<string, unknown> = {}): Call => ({ params, as: OLIVIA })
  const folder = (): number => {
    const chat = world.state.chat(laura)
    if (!chat) throw new Error('There is no chat of Laura')
    // As returned by im.disk.folder.get.
    return (chat.diskFolderId ||= 4_000 + laura)
  }
  const plain = (params: Record<string, unknown>): Call => ({ params })

  return {
    'app.option.get.2': () => plain({ option: 'data' }),
    'app.option.set.1': () => asAdmin({ options: { data: 'value', data2: 'value2' } }),
    'app.option.set.2': () => asAdmin({ options: [] }),
    'batch.1': () =>
      plain({
        halt: 0,
        cmd: { get_user: 'profile', get_department: 'im.search.user.list?FIND=$result[get_user][NAME]' },
      }),
    'batch.2': () => plain({ halt: 0, cmd: { get_user: 'disk.file.get', get_department: 'department.get' } }),
    'batch.3': () => plain({ halt: 1, cmd: { get_user: 'disk.file.get', get_department: 'department.get' } }),
    'crm.activity.list.6': () =>
      plain({
        order: { ID: 'DESC' },
        filter: { PROVIDER_ID: 'IMOPENLINES_SESSION', BINDINGS: [{ OWNER_TYPE_ID: 2, OWNER_ID: deal }] },
        select: ['*'],
      }),
    'crm.company.contact.items.get.1': () => plain({ id: company }),
    'crm.company.contact.items.get.2': () => plain({ id: 0 }),
    'crm.contact.company.items.get.1': () => plain({ id: contact }),
    'crm.deal.contact.items.get.1': () => plain({ id: deal }),
    'crm.deal.contact.items.get.2': () => plain({ id: 999_999 }),
    'crm.lead.contact.items.get.1': () => plain({ id: lead }),
    'crm.lead.contact.items.get.2': () => plain({ id: 999_999 }),
    'crm.item.get.1': () => plain({ entityTypeId: 1, id: lead }),
    'crm.item.get.2': () => plain({ entityTypeId: 1, id: 999_999 }),
    'crm.item.list.1': () =>
      plain({
        entityTypeId: 1,
        select: [
          'id',
          'title',
          'lastName',
          'name',
          'stageId',
          'sourceId',
          'assignedById',
          'opportunity',
          'isManualOpportunity',
        ],
        filter: { '0': { logic: 'OR', '0': { '!=name': '' }, '1': { '!=lastName': '' } } },
        order: { id: 'DESC' },
      }),
    'crm.item.list.2': () => plain({ entityTypeId: 1, filter: { FIELD: 1 } }),
    'crm.item.list.3': () =>
      plain({ entityTypeId: 3, select: ['id', 'title', 'imol'], filter: { '=imol': `imol|${userCode(laura)}` } }),
    'feature.get.1': () => plain({ CODE: 'rest_offline_extended' }),
    'im.chat.add.1': () => plain({ USERS: [MARK], TYPE: 'CHAT', TITLE: 'Fitting', MESSAGE: 'Hello' }),
    'im.chat.get.1': () => plain({ ENTITY_TYPE: 'CRM', ENTITY_ID: `DEAL|${deal}` }),
    'im.chat.leave.1': () => on(ownTeamChat()),
    'im.chat.mute.1': () => on(laura, { MUTE: 'N' }),
    'im.chat.mute.2': () => plain(NO_CHAT),
    'im.chat.user.add.1': () => on(ownTeamChat(), { USERS: [MARK], HIDE_HISTORY: 'N' }),
    'im.chat.user.delete.1': () => on(ownTeamChat([MARK]), { USER_ID: MARK }),
    'im.chat.user.delete.2': () => on(ownTeamChat()),
    'im.chat.user.list.1': () => on(laura),
    'im.chat.user.list.2': () => plain(NO_CHAT),
    'im.dialog.get.1': () => plain({ DIALOG_ID: `chat${team()}` }),
    'im.dialog.messages.get.1': () => plain({ DIALOG_ID: `chat${laura}`, LIMIT: 20 }),
    'im.dialog.messages.get.2': () => plain({ DIALOG_ID: 'chatArray' }),
    'im.dialog.messages.search.1': () => on(1, { SEARCH_MESSAGE: 'cake', ORDER: { ID: 'DESC' } }),
    'im.dialog.read.1': () => plain({ DIALOG_ID: `chat${laura}`, MESSAGE_ID: firstMessage(laura) }),
    'im.dialog.unread.1': () => plain({ DIALOG_ID: `chat${laura}`, MESSAGE_ID: firstMessage(laura) }),
    'im.dialog.unread.2': () => plain({ DIALOG_ID: `chat${laura}` }),
    'im.dialog.users.list.1': () => plain({ DIALOG_ID: `chat${laura}`, SKIP_EXTERNAL: 'Y' }),
    'im.dialog.writing.1': () => plain({ DIALOG_ID: `chat${laura}` }),
    'disk.folder.uploadFile.1': () => plain({ id: folder(), data: { NAME: 'plan.pdf' } }),
    'disk.folder.uploadFile.2': () =>
      plain({ id: folder(), data: { NAME: 'plan.pdf' }, fileContent: ['plan.pdf', 'SGVsbG8gV29ybGQh'] }),
    'disk.folder.uploadFile.3': () => plain({ id: 999_999, data: { NAME: 'plan.pdf' } }),
    'im.disk.file.commit.1': () => on(laura, { FILE_ID: [laurasFile()], MESSAGE: 'Here' }),
    'im.disk.folder.get.1': () => plain({ DIALOG_ID: `chat${laura}` }),
    'im.message.add.1': () => plain({ DIALOG_ID: `chat${laura}`, MESSAGE: 'Hello' }),
    'im.message.add.2': () => plain({ DIALOG_ID: `chat${laura}`, MESSAGE: '' }),
    'im.message.delete.1': () => plain({ MESSAGE_ID: ownMessage() }),
    'im.message.like.1': () => plain({ MESSAGE_ID: ownMessage(), ACTION: 'plus' }),
    'im.message.like.2': () => plain({ MESSAGE_ID: ownMessage(), ACTION: 'minus' }),
    'im.message.share.1': () => plain({ MESSAGE_ID: ownMessage(), DIALOG_ID: `chat${laura}`, TYPE: 'TASK' }),
    'im.message.share.2': () => plain({ MESSAGE_ID: ownMessage(), DIALOG_ID: `chat${laura}`, TYPE: 'NOTHING' }),
    'im.message.update.1': () => plain({ MESSAGE_ID: ownMessage(), MESSAGE: 'Good day to you!' }),
    'im.recent.get.1': () => plain({ SKIP_OPENLINES: 'Y', SKIP_DIALOG: 'Y' }),
    'im.recent.list.1': () => plain({ SKIP_OPENLINES: 'Y', LIMIT: 20 }),
    'im.recent.hide.1': () => plain({ DIALOG_ID: 'chat1' }),
    'im.recent.pin.1': () => plain({ DIALOG_ID: `chat${laura}`, PIN: 'N' }),
    'im.recent.unread.1': () => plain({ DIALOG_ID: `chat${laura}`, ACTION: 'N' }),
    'im.search.chat.list.1': () => plain({ FIND: 'Deal', OFFSET: 0, LIMIT: 10 }),
    'im.search.chat.list.2': () => plain({ FIND: 'D' }),
    'im.search.user.list.1': () => plain({ FIND: 'Mar' }),
    'im.search.user.list.2': () => plain({ FIND: 'M' }),
    'im.user.get.1': () => plain({ ID: MARK }),
    'im.user.get.2': () => plain({ ID: 0 }),
    'im.user.list.get.1': () => plain({ ID: [ANNA, MARK], RESULT_TYPE: 'array' }),
    'im.user.list.get.2': () => plain({ ID: 'nobody' }),
    'im.v2.File.download.1': () => plain({ dialogId: `chat${laura}`, fileId: laurasFile() }),
    'im.v2.File.download.2': () => plain({ dialogId: `chat${laura}`, fileId: 999_999 }),
    'im.v2.File.upload.1': () =>
      plain({
        dialogId: `chat${laura}`,
        fields: { name: 'report.pdf', content: 'SGVsbG8gV29ybGQh', message: 'Here is the report' },
      }),
    'imopenlines.config.get.1': () => plain({ CONFIG_ID: 1, WITH_QUEUE: 'Y', SHOW_OFFLINE: 'Y' }),
    'imopenlines.config.list.get.1': () =>
      plain({
        PARAMS: {
          select: ['ID', 'LINE_NAME', 'ACTIVE'],
          order: { ID: 'ASC' },
          filter: { ACTIVE: 'Y' },
          limit: 50,
          offset: 0,
        },
        OPTIONS: { QUEUE: 'Y', CONFIG_QUEUE: 'Y' },
      }),
    'imopenlines.config.list.get.2': () => plain({ PARAMS: { filter: 'Y' } }),
    'imopenlines.crm.chat.get.1': () => plain({ ...card, ACTIVE_ONLY: 'N' }),
    'imopenlines.crm.chat.get.2': () => plain({ CRM_ENTITY_TYPE: 'deal' }),
    'imopenlines.crm.chat.getLastId.1': () => plain(card),
    'imopenlines.crm.chat.getLastId.2': () => plain({}),
    'imopenlines.crm.chat.user.add.1': () => on(answeredBy(ANNA), { ...card, USER_ID: 16 }),
    'imopenlines.crm.chat.user.add.2': () => on(1, { ...card, USER_ID: 16 }),
    'imopenlines.crm.chat.user.delete.1': () => on(answeredBy(MARK), { ...card, USER_ID: MARK }),
    'imopenlines.crm.chat.user.delete.2': () => on(laura, { CRM_ENTITY_TYPE: 'deal', CRM_ENTITY: 'x', USER_ID: MARK }),
    'imopenlines.crm.lead.create.1': () => on(answeredBy(ANNA)),
    'imopenlines.crm.lead.create.2': () => on(1),
    'imopenlines.crm.message.add.1': () => on(answeredBy(ANNA), { ...card, USER_ID: ANNA, MESSAGE: 'Message text' }),
    'imopenlines.crm.message.add.2': () => on(1, { ...card, USER_ID: ANNA, MESSAGE: 'Message text' }),
    'imopenlines.dialog.get.1': () => plain({ USER_CODE: userCode(laura) }),
    'imopenlines.dialog.get.2': () => plain({ CHAT_ID: 999_999 }),
    'imopenlines.dialog.get.3': () => on(laura),
    'imopenlines.message.quick.save.1': () => on(laura, { MESSAGE_ID: firstMessage(laura) }),
    'imopenlines.message.quick.save.2': () => on(laura, { MESSAGE_ID: 1 }),
    'imopenlines.message.session.start.1': () => {
      const chatId = answeredBy(ANNA)
      return on(chatId, { MESSAGE_ID: firstMessage(chatId) })
    },
    'imopenlines.message.session.start.2': () => plain(NO_CHAT),
    'imopenlines.operator.another.finish.1': () => on(answeredBy(MARK)),
    'imopenlines.operator.another.finish.2': () => plain(NO_CHAT),
    'imopenlines.operator.answer.1': () => on(waiting()),
    'imopenlines.operator.answer.2': () => plain(NO_CHAT),
    'imopenlines.operator.finish.1': () => on(answeredBy(ANNA)),
    'imopenlines.operator.finish.2': () => plain(NO_CHAT),
    'imopenlines.operator.skip.1': () => on(answeredBy(ANNA)),
    'imopenlines.operator.skip.2': () => plain(NO_CHAT),
    'imopenlines.operator.spam.1': () => on(answeredBy(ANNA)),
    'imopenlines.operator.spam.2': () => plain(NO_CHAT),
    'imopenlines.operator.transfer.1': () => on(answeredBy(ANNA), { USER_ID: MARK }),
    'imopenlines.operator.transfer.2': () => on(laura),
    'imopenlines.session.head.vote.1': () => asAdmin({ SESSION_ID: 318, RATING: 5, COMMENT: 'Excellent handling' }),
    'imopenlines.session.head.vote.2': () => asAdmin({ SESSION_ID: 318 }),
    'imopenlines.session.history.get.1': () => plain({ SESSION_ID: 324 }),
    'imopenlines.session.intercept.1': () => on(answeredBy(MARK)),
    'imopenlines.session.join.1': () => on(answeredBy(MARK)),
    'imopenlines.session.join.2': () => plain(NO_CHAT),
    'imopenlines.session.mode.pin.1': () => on(answeredBy(ANNA), { ACTIVATE: 'Y' }),
    'imopenlines.session.mode.silent.1': () => on(answeredBy(ANNA), { ACTIVATE: 'Y' }),
    'imopenlines.session.mode.silent.2': () => plain(NO_CHAT),
    'imopenlines.session.open.1': () => plain({ USER_CODE: userCode(laura) }),
    'imopenlines.session.open.2': () => plain({ USER_CODE: 'livechat|1|0|0' }),
    'imopenlines.session.start.1': () => on(closed()),
    'imopenlines.session.start.2': () => plain(NO_CHAT),
    'method.get.1': () => plain({ name: 'user.get' }),
    'methods.1': () => plain({ scope: 'user' }),
    'imopenlines.v2.QuickReply.list.1': () => {
      world.state.quickAnswers.push('We deliver within three working days.')
      return plain({ lineId: world.state.chat(laura)?.lineId })
    },
    'imopenlines.v2.QuickReply.list.2': () => plain({ lineId: 0 }),
    'imopenlines.v2.QuickReply.list.3': () => ({ params: { lineId: world.state.chat(laura)?.lineId }, as: GRACE }),
    'placement.bind.1': () =>
      asAdmin({ PLACEMENT: 'CRM_DEAL_DETAIL_TAB', HANDLER: 'http://127.0.0.1:9/?again', TITLE: 'Chats' }),
    'placement.bind.2': () => asAdmin({ HANDLER: 'http://127.0.0.1:9/' }),
    'placement.get.1': () => asAdmin(),
    'placement.list.1': () => plain({ SCOPE: 'crm' }),
    'placement.unbind.1': () => asAdmin({ PLACEMENT: 'CRM_DEAL_DETAIL_TAB', HANDLER: 'http://127.0.0.1:9/?again' }),
    'pull.application.config.get.1': () => plain({ CACHE: 'Y' }),
    'pull.application.event.add.1': () =>
      plain({ COMMAND: 'test_event', PARAMS: { param1: 'value1' }, MODULE_ID: 'application' }),
    'scope.1': () => plain({ full: true }),
    'user.get.1': () => plain({ UF_DEPARTMENT: 1 }),
    'user.option.get.2': () => plain({ option: 'data' }),
    'user.option.set.1': () => plain({ options: { data: 'value', data2: 'value2' } }),
    'user.option.set.2': () => plain({ options: [] }),
    'user.search.1': () => plain({ UF_DEPARTMENT: 1 }),
  }
}

function findChat(world: World, connector: string, deal: number): number {
  const chat = world.state.chatsOf({ type: 'deal', id: deal }).find((each) => each.connectors[0] === connector)
  if (!chat) throw new Error(`The showcase deal has no ${connector} chat`)
  return chat.id
}
