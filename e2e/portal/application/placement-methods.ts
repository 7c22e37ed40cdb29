import { RestError, type Caller, type Method, type MethodTable, type Params } from '../rest/method.ts'
import { emptyAsList, isPhpArray } from '../rest/php-array.ts'
import type { Application, BoundPlacement, PlacementTexts } from './application.ts'
import { isEmpty, textOf, upperKeys } from './params.ts'
import { PLACEMENT_CODES, type PlacementCode } from './placement-codes.ts'

/** placement.bind, placement.unbind, placement.get, placement.list (scope `placement`). */
export function placementMethods(application: Application): MethodTable {
  const method = (run: Method['run'], seconds = 0.02): Method => ({ scope: 'placement', seconds, run })
  return new Map<string, Method>([
    ['placement.bind', method((params, caller) => bind(application, upperKeys(params), caller), 0.05)],
    ['placement.unbind', method((params, caller) => unbind(application, upperKeys(params), caller), 0.05)],
    ['placement.get', method((_params, caller) => get(application, caller))],
    ['placement.list', method((params, caller) => list(upperKeys(params), caller))],
  ])
}

function requireAdmin(caller: Caller): void {
  if (!caller.isAdmin) throw new RestError(403, 'ACCESS_DENIED', 'Access denied!')
}

function isAvailable(placement: PlacementCode, caller: Caller): boolean {
  return placement.scope === null || caller.scopes.has(placement.scope)
}

function bind(application: Application, params: Params, caller: Caller): true {
  requireAdmin(caller)
  // A refusal to bind comes with HTTP 200: only the key `error` shows it.
  const refuse = (code: string, description: string, extra: Record<string, unknown> = {}): never => {
    throw new RestError(200, code, description, extra)
  }
  for (const name of ['PLACEMENT', 'HANDLER']) {
    if (isEmpty(params[name])) refuse('ERROR_ARGUMENT', `Argument '${name}' is null or empty`, { argument: name })
  }
  const code = textOf(params['PLACEMENT']).toUpperCase()
  const handler = textOf(params['HANDLER'])
  const placement = PLACEMENT_CODES.find((item) => item.code === code)
  if (!placement || !isAvailable(placement, caller)) return refuse('ERROR_PLACEMENT_NOT_FOUND', 'Placement not found')

  checkHandler(handler, refuse)
  const options = isPhpArray(params['OPTIONS']) ? (params['OPTIONS'] as Record<string, unknown>) : {}
  const isWorker = code === 'PAGE_BACKGROUND_WORKER'
  if (!isEmpty(params['USER_ID']) && !isWorker) {
    refuse('ERROR_PLACEMENT_USER_MODE', 'User mode is not available for this placement')
  }
  if (isWorker && isEmpty(options['errorHandlerUrl'])) refuse('EMPTY_ERROR_HANDLER_URL', 'errorHandlerUrl is empty')
  if (placement.single && application.placements.some((bound) => bound.placement === code)) {
    refuse('ERROR_PLACEMENT_MAX_COUNT', 'Placement max count')
  }

  application.bindPlacement({
    placement: code,
    userId: isWorker ? Number(params['USER_ID'] ?? 0) : 0,
    handler,
    options: isWorker ? { errorHandlerUrl: textOf(options['errorHandlerUrl']) } : {},
    title: textOf(params['TITLE']),
    description: textOf(params['DESCRIPTION']),
    langAll: languages(params),
  })
  return true
}

function checkHandler(handler: string, refuse: (code: string, description: string) => never): void {
  if (!URL.canParse(handler)) refuse('ERROR_WRONG_HANDLER_URL', 'Wrong handler URL')
  const { protocol, hostname } = new URL(handler)
  if (protocol !== 'http:' && protocol !== 'https:') refuse('ERROR_UNSUPPORTED_PROTOCOL', 'Unsupported protocol')
  if (hostname === '') refuse('ERROR_WRONG_HANDLER_URL', 'Wrong handler URL')
}

function languages(params: Params): Record<string, PlacementTexts> {
  const given = isPhpArray(params['LANG_ALL']) ? Object.entries(params['LANG_ALL']) : []
  return Object.fromEntries(
    given
      .filter((entry): entry is [string, Record<string, unknown>] => isPhpArray(entry[1]))
      .map(([lang, texts]) => [
        lang.toLowerCase(),
        {
          TITLE: textOf(texts['TITLE']),
          DESCRIPTION: textOf(texts['DESCRIPTION']),
          GROUP_NAME: textOf(texts['GROUP_NAME']),
        },
      ]),
  )
}

function unbind(application: Application, params: Params, caller: Caller): { count: number } {
  requireAdmin(caller)
  const code = params['PLACEMENT']
  if (isEmpty(code))
    throw new RestError(400, 'ERROR_ARGUMENT', "Argument 'PLACEMENT' is null or empty", { argument: 'PLACEMENT' })
  if (typeof code !== 'string') {
    throw new RestError(400, 'ERROR_ARGUMENT', "The value of an argument 'PLACEMENT' must be of type string", {
      argument: 'PLACEMENT',
    })
  }
  const handler = isEmpty(params['HANDLER']) ? undefined : textOf(params['HANDLER'])
  // The portal counts each record twice: when it finds it and when it has removed it.
  return { count: application.unbindPlacement(code.toUpperCase(), handler) * 2 }
}

function get(application: Application, caller: Caller): unknown[] {
  requireAdmin(caller)
  return application.placements.map((bound: BoundPlacement) => ({
    placement: bound.placement,
    userId: bound.userId,
    handler: bound.handler,
    options: emptyAsList({ ...bound.options }),
    title: bound.title,
    description: bound.description,
    langAll: emptyAsList({ ...bound.langAll }),
  }))
}

function list(params: Params, caller: Caller): string[] {
  const scope = textOf(params['SCOPE'])
  return PLACEMENT_CODES.filter((placement) => {
    if (scope !== '') return placement.scope === scope
    return !isEmpty(params['FULL']) || isAvailable(placement, caller)
  }).map((placement) => placement.code)
}
