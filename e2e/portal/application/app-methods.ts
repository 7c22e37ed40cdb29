import { isRequestCaller } from '../rest/caller.ts'
import { RestError, type Caller, type Method, type MethodTable, type Params } from '../rest/method.ts'
import { emptyAsList, isPhpArray } from '../rest/php-array.ts'
import { portalDate } from '../rest/portal-date.ts'
import type { Application } from './application.ts'
import type { OptionValues } from './option-store.ts'
import { isEmpty, textOf, upperKeys } from './params.ts'

const ALL_SCOPES = ['calendar', 'contact_center', 'crm', 'department', 'disk', 'documentgenerator', 'entity', 'im', 'imbot', 'imconnector', 'imopenlines', 'lists', 'log', 'placement', 'pull', 'task', 'telephony', 'user', 'user_basic', 'user_brief', 'userfieldconfig'] // prettier-ignore

/** Dependencies of the methods about the app itself. */
export interface AppMethodParts {
  readonly application: Application
  /** All methods of the portal; a function, since these methods are among them. */
  readonly methods: () => MethodTable
  readonly license: { readonly name: string; readonly type: string; readonly family: string }
}

/** app.info, app.option.*, user.option.*, scope, methods, method.get, server.time, feature.get. All in the basic scope. */
export function appMethods(parts: AppMethodParts): MethodTable {
  const { application } = parts
  const basic = (run: Method['run'], seconds = 0.005): Method => ({ scope: null, seconds, run })

  return new Map<string, Method>([
    ['app.info', basic(() => appInfo(parts))],
    ['app.option.get', basic((params) => readOptions(application.appOptions, params))],
    ['app.option.set', basic((params, caller) => setAppOptions(application, params, caller), 0.02)],
    ['user.option.get', basic((params, caller) => readOptions(application.userOptions(caller.userId), params))],
    ['user.option.set', basic((params, caller) => setUserOptions(application, params, caller), 0.02)],
    ['scope', basic((params, caller) => (isTrue(upperKeys(params)['FULL']) ? ALL_SCOPES : [...caller.scopes]))],
    ['methods', basic((params, caller) => listMethods(parts.methods(), upperKeys(params), caller))],
    ['method.get', basic((params, caller) => methodInfo(parts.methods(), textOf(params['name']), caller))],
    ['server.time', basic(() => portalDate(Date.now()))],
    ['feature.get', basic((params) => feature(upperKeys(params)))],
  ])
}

function appInfo({ application, license }: AppMethodParts): unknown {
  return {
    ID: 5,
    CODE: 'local.chat_panel',
    VERSION: 1,
    STATUS: 'L',
    INSTALLED: application.installed,
    PAYMENT_EXPIRED: 'N',
    DAYS: null,
    LANGUAGE_ID: 'en',
    LICENSE: license.name,
    LICENSE_TYPE: license.type,
    LICENSE_FAMILY: license.family,
  }
}

function readOptions(values: OptionValues, params: Params): unknown {
  const option = params['option']
  if (option === undefined || option === null) return emptyAsList({ ...values })
  return values[textOf(option)] ?? null
}

function changesFrom(params: Params): OptionValues {
  const options = params['options'] ?? params
  if (!isPhpArray(options) || Object.keys(options).length === 0) {
    throw new RestError(400, 'ArgumentNullException', 'options is empty')
  }
  return { ...options }
}

function setAppOptions(application: Application, params: Params, caller: Caller): true {
  const changes = changesFrom(params)
  if (!caller.isAdmin) throw new RestError(400, 'AccessException', 'Administrator authorization required')
  const request = isRequestCaller(caller) ? caller : undefined
  application.setAppOptions(changes, request?.request, request?.arrivedAt)
  return true
}

function setUserOptions(application: Application, params: Params, caller: Caller): true {
  const changes = changesFrom(params)
  const request = isRequestCaller(caller) ? caller : undefined
  application.setUserOptions(caller.userId, changes, request?.request, request?.arrivedAt)
  return true
}

function isTrue(value: unknown): boolean {
  return !isEmpty(value)
}

function listMethods(methods: MethodTable, params: Params, caller: Caller): string[] {
  const scope = textOf(params['SCOPE'])
  const isWanted = (method: Method): boolean => {
    if (scope !== '') return method.scope === scope
    if (isTrue(params['FULL'])) return true
    return method.scope === null || caller.scopes.has(method.scope)
  }
  return [...methods].filter(([, method]) => isWanted(method)).map(([name]) => name)
}

/** The name is case-sensitive: a real portal doesn't know `im.v2.Event.get`, only `im.v2.event.get`. */
function methodInfo(methods: MethodTable, name: string, caller: Caller): unknown {
  const method = methods.get(name)
  return {
    isExisting: method !== undefined,
    isAvailable: method !== undefined && (method.scope === null || caller.scopes.has(method.scope)),
  }
}

function feature(params: Params): unknown {
  if (isEmpty(params['CODE'])) throw new RestError(400, 'CODE_EMPTY', "CODE can't be empty")
  return { value: 'Y' }
}
