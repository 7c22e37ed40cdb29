import { portalDate } from '../rest/portal-date.ts'
import type { PortalUser } from '../world/model.ts'
import type { State } from '../world/state.ts'
import { toCamel } from './keys.ts'

type Json = Record<string, unknown>

/** A person as `im.*` shows them (snake case). */
export function imUser(state: State, user: PortalUser): Json {
  const avatar = user.avatar ? `${state.origin}${user.avatar}` : ''
  return {
    id: user.id,
    active: user.active,
    name: user.name,
    first_name: user.firstName,
    last_name: user.lastName,
    work_position: user.connector ? null : user.workPosition,
    color: user.color,
    avatar,
    avatar_hr: avatar,
    gender: user.gender || 'M',
    birthday: '',
    extranet: user.connector || user.extranet,
    network: false,
    bot: user.bot,
    connector: user.connector,
    external_auth_id: user.connector ? 'imconnector' : user.bot ? 'bot' : 'default',
    status: 'online',
    idle: false,
    last_activity_date: portalDate(state.now() - (user.id % 50) * 60_000),
    mobile_last_date: false,
    desktop_last_date: false,
    absent: false,
    departments: user.connector || user.bot ? [] : [1],
    phones: user.phone ? { work_phone: user.phone, inner_phone: String(user.id) } : false,
    bot_data: user.bot
      ? { code: `bot_${user.id}`, type: 'open_channel', app_id: '', is_hidden: false, is_support_openline: true }
      : null,
    type: user.connector ? 'connector' : user.bot ? 'bot' : user.extranet ? 'extranet' : 'user',
    website: '',
    email: user.email,
  }
}

/** A person as `imopenlines.session.history.get` shows them: camel case, id as a string. */
export function historyUser(state: State, user: PortalUser): Json {
  const { avatarHr: _, website: __, email: ___, ...view } = toCamel(imUser(state, user))
  return {
    ...view,
    id: String(user.id),
    avatarId: user.avatar ? String(8_000 + user.id) : '0',
    phoneDevice: false,
    profile: `/company/personal/user/${user.id}/`,
    services: null,
  }
}

/** People by id, without those unknown and the system (0). */
export function imUsers(state: State, ids: Iterable<number>): Json[] {
  return [...new Set(ids)].flatMap((id) => {
    const user = state.user(id)
    return user ? [imUser(state, user)] : []
  })
}
