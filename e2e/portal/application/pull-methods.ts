import type { Behaviour } from '../behaviour.ts'
import { PUSH_PATH, type PushServer } from '../push/push-server.ts'
import { RestError, type Caller, type Method, type MethodTable, type Params } from '../rest/method.ts'
import { isPhpArray } from '../rest/php-array.ts'
import { portalDate } from '../rest/portal-date.ts'
import { textOf, upperKeys } from './params.ts'

const CHANNEL_LIFE_MS = 12 * 3_600_000
const CONFIG_LIFE_SECONDS = 86_400

/** pull.application.config.get and pull.application.event.add (scope `pull`). `host` gives the portal's host with port. */
export function pullMethods(
  push: PushServer,
  host: () => string,
  behaviour: Readonly<Pick<Behaviour, 'pushServer'>>,
): MethodTable {
  const startedAt = Math.floor(Date.now() / 1000)
  return new Map<string, Method>([
    [
      'pull.application.config.get',
      {
        scope: 'pull',
        seconds: 0.02,
        run: (_params, caller) => {
          if (!behaviour.pushServer) throw new RestError(400, 'SERVER_ERROR', 'Push & Pull server is not configured')
          return config(push, host(), startedAt, caller)
        },
      },
    ],
    [
      'pull.application.event.add',
      { scope: 'pull', seconds: 0.02, run: (params, caller) => addEvent(push, upperKeys(params), caller) },
    ],
  ])
}

function config(push: PushServer, host: string, configTimestamp: number, caller: Caller): unknown {
  const now = Date.now()
  const lifetime = { start: portalDate(now), end: portalDate(now + CHANNEL_LIFE_MS) }
  const privateId = push.channels.of(caller.userId).id
  return {
    serverTime: portalDate(now),
    server: {
      version: 5,
      server_enabled: true,
      mode: 'personal',
      hostname: host.replace(/:\d+$/, ''),
      long_polling: `http://${host}/sub/`,
      // Misspelt by the portal itself.
      long_pooling_secure: `https://${host}/sub/`,
      websocket_enabled: true,
      websocket: `ws://${host}${PUSH_PATH}`,
      websocket_secure: `wss://${host}${PUSH_PATH}`,
      publish_enabled: false,
      publish: '',
      publish_secure: '',
      config_timestamp: configTimestamp,
    },
    api: { revision_web: 19, revision_mobile: 3 },
    channels: {
      shared: { id: push.channels.shared().id, ...lifetime, type: 'shared' },
      private: { id: privateId, public_id: privateId.split(/[:.]/)[1], ...lifetime, type: 'private' },
    },
    exp: Math.floor(now / 1000) + CONFIG_LIFE_SECONDS,
    publicChannels: {},
  }
}

function addEvent(push: PushServer, params: Params, caller: Caller): true {
  const receivers = receiversFrom(params['USER_ID'])
  if (receivers && !caller.isAdmin && receivers.some((userId) => userId !== caller.userId)) {
    throw new RestError(400, 'USER_ID_ACCESS_ERROR', 'Only admin can send notifications to other channels')
  }
  const moduleId = textOf(params['MODULE_ID'] ?? 'application')
  if (!/^[a-z0-9._]+$/.test(moduleId)) throw new RestError(400, 'MODULE_ID_ERROR', 'Module ID format error')
  const command = textOf(params['COMMAND'])
  if (!/^[A-Za-z0-9_:|.-]+$/.test(command)) throw new RestError(400, 'COMMAND_ERROR', 'Command format error')
  const content = params['PARAMS'] ?? {}
  if (!isPhpArray(content)) throw new RestError(400, 'PARAMS_ERROR', 'Params format error')

  for (const userId of receivers ?? [null]) push.send(userId, moduleId, command, content)
  return true
}

function receiversFrom(value: unknown): number[] | null {
  if (value === undefined || value === null || value === '') return null
  return (Array.isArray(value) ? value : [value]).map(Number)
}
