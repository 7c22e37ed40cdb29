/** One message of the app to the portal. */
export interface HostCommand {
  readonly name: string
  /** Parsed arguments; a raw string where they aren't JSON, undefined where there are none. */
  readonly args: unknown
  readonly callback: string
  readonly sid: string
}

function parseArgs(text: string): unknown {
  if (text === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/**
 * Parses `command:JSON-or-empty:callbackId:APP_SID`. The JSON may contain colons, so both ends are removed first.
 * A command whose own name contains a colon comes as an object. Anything else is not a command: undefined.
 */
export function parseCommand(data: unknown): HostCommand | undefined {
  if (typeof data === 'string') {
    const parts = data.split(':')
    if (parts.length < 3) return undefined
    const sid = parts.at(-1) ?? ''
    const callback = parts.at(-2) ?? ''
    return { name: parts[0] ?? '', args: parseArgs(parts.slice(1, -2).join(':')), callback, sid }
  }
  if (typeof data !== 'object' || data === null) return undefined
  const { method, params, callback, appSid } = data as Record<string, unknown>
  if (typeof method !== 'string' || typeof callback !== 'string' || typeof appSid !== 'string') return undefined
  return { name: method, args: params, callback, sid: appSid }
}

/** Writes `callbackId:JSON`, with nothing after the colon for undefined. */
export function formatAnswer(callback: string, result: unknown): string {
  return `${callback}:${result === undefined ? '' : JSON.stringify(result)}`
}
