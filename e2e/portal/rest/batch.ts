import type { Behaviour } from '../behaviour.ts'
import { replaceReferences, type BatchResults } from './batch-references.ts'
import type { CallRunner } from './call-runner.ts'
import type { RequestCaller } from './caller.ts'
import { RestError, type Params } from './method.ts'
import { filterInput } from './input-filter.ts'
import { isPhpArray, phpArray } from './php-array.ts'
import { parsePhpQuery } from './php-query.ts'

/** Sub-calls a batch may hold. */
const BATCH_LENGTH = 50

type BatchBehaviour = Readonly<Pick<Behaviour, 'inputFilter' | 'references'>>

const NEWEST: BatchBehaviour = { inputFilter: false, references: 'newest' }

interface BatchCommand {
  /** Name, or index as text. */
  readonly key: string
  /** Lower-cased. */
  readonly method: string
  readonly query: string
}

/** The sub-calls of a batch; values that aren't text are skipped, as on a portal. */
export function batchCommands(params: Params): BatchCommand[] {
  const cmd = params['cmd'] ?? params['CMD']
  if (!isPhpArray(cmd)) return []
  return Object.entries(cmd)
    .filter((entry): entry is [string, string] => typeof entry[1] === 'string')
    .map(([key, call]) => {
      const [beforeHash = ''] = call.split('#')
      const mark = beforeHash.indexOf('?')
      const name = mark < 0 ? beforeHash : beforeHash.slice(0, mark)
      return {
        key,
        method: name.trim().replace(/^\//, '').toLowerCase(),
        query: mark < 0 ? '' : beforeHash.slice(mark + 1),
      }
    })
}

/**
 * Runs the method `batch`: sub-calls in order, each one's query decoded first, changed by the protective filter where that is on, and then
 * given its references.
 * Refused sub-calls stand in `result_error`; with `halt` the first of them ends the batch, what ran before stays done.
 */
export async function runBatch(
  params: Params,
  caller: RequestCaller,
  runner: CallRunner,
  behaviour: BatchBehaviour = NEWEST,
): Promise<unknown> {
  const halt = isTrue(params['halt'] ?? params['HALT'])
  const results: BatchResults = {
    result: new Map(),
    error: new Map(),
    total: new Map(),
    next: new Map(),
    time: new Map(),
  }

  for (const [index, command] of batchCommands(params).entries()) {
    try {
      if (index >= BATCH_LENGTH) throw new RestError(400, 'ERROR_BATCH_LENGTH_EXCEEDED', 'Max batch length exceeded')
      await runCommand(command, caller, runner, results, behaviour)
    } catch (error) {
      if (!(error instanceof RestError)) throw error
      results.error.set(command.key, { error: error.code, error_description: error.message, ...error.extra })
      if (halt) break
    }
  }

  return {
    result: phpArray(results.result),
    result_error: phpArray(results.error),
    result_total: phpArray(results.total),
    result_next: phpArray(results.next),
    result_time: phpArray(results.time),
  }
}

async function runCommand(
  command: BatchCommand,
  caller: RequestCaller,
  runner: CallRunner,
  results: BatchResults,
  { inputFilter, references }: BatchBehaviour,
): Promise<void> {
  if (command.method === 'batch' || runner.find(command.method).batchable === false) {
    throw new RestError(405, 'ERROR_BATCH_METHOD_NOT_ALLOWED', 'Method is not allowed for batch usage')
  }
  const query = parsePhpQuery(command.query)
  const params = replaceReferences(inputFilter ? filterInput(query) : query, results, references) as Params
  const answer = await runner.run(command.method, params, caller, true)
  results.result.set(command.key, answer.result)
  results.time.set(command.key, answer.time)
  if (answer.total !== undefined) results.total.set(command.key, answer.total)
  if (answer.next !== undefined) results.next.set(command.key, answer.next)
}

function isTrue(value: unknown): boolean {
  return Boolean(value) && value !== '0'
}
