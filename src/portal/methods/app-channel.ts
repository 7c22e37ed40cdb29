import type { BatchValue, Rest } from '../transport/rest-client'
import { bindMethods } from './bind-methods'

/** Publishes into the application channel (scope `pull`); any user of the app may. */
export const EVENT_ADD = 'pull.application.event.add'

/** An event for every open panel of the app: a command, and numbers, plain strings, lists and maps. Never text of a chat. */
export interface AppEvent {
  readonly command: string
  readonly params: Readonly<Record<string, BatchValue>>
}

/** Sends an event to every open panel of the app, in a request of its own (pull.application.event.add). */
const broadcast = async (rest: Rest, { command, params }: AppEvent): Promise<void> => {
  await rest.call(EVENT_ADD, { COMMAND: command, PARAMS: params })
}

/** What of this file is part of `Portal`. */
export const channelMethods = (rest: Rest) => bindMethods({ broadcast }, rest)
