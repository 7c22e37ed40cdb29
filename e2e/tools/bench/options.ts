import { parseArgs } from 'node:util'
import { CARD_NAMES, type CardName } from './cards.ts'
import { START_NAMES, type StartName } from './starts.ts'

const PARTS = ['start', 'switch', 'chats'] as const
type Part = (typeof PARTS)[number]

/** What `npm run bench` was asked for. */
export interface Options {
  readonly quick: boolean
  readonly parts: readonly Part[]
  readonly cards: readonly CardName[]
  readonly starts: readonly StartName[]
  /** Starts are measured with the time of a real server, without, or both. */
  readonly serverTimes: readonly boolean[]
  /** Folder of an existing build; '' = the app is built. */
  readonly dist: string
  /** Folder of another build to measure beside it; '' = none. */
  readonly against: string
}

const SERVER_TIMES = { both: [true, false], on: [true], off: [false] } as const

/**
 * `--quick`; `--only start|switch|chats` measures one part; `--cards small,showcase,forty` and `--starts cold,known,...`
 * some of the starts; `--server-time both|on|off`; `--dist <folder>` uses an existing build; `--against <folder>` starts
 * another build in turn with this one. Throws for anything else.
 */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: 'boolean', default: false },
      only: { type: 'string', default: PARTS.join(',') },
      cards: { type: 'string' },
      starts: { type: 'string', default: START_NAMES.join(',') },
      'server-time': { type: 'string', default: 'both' },
      dist: { type: 'string', default: '' },
      against: { type: 'string', default: '' },
    },
  })
  const [serverTime] = someOf('--server-time', ['both', 'on', 'off'] as const, values['server-time'])
  return {
    quick: values.quick,
    parts: someOf('--only', PARTS, values.only),
    cards: someOf('--cards', CARD_NAMES, values.cards ?? (values.quick ? 'showcase' : CARD_NAMES.join(','))),
    starts: someOf('--starts', START_NAMES, values.starts),
    serverTimes: SERVER_TIMES[serverTime ?? 'both'],
    dist: values.dist,
    against: values.against,
  }
}

/** Those of the names that were given, in their usual order. */
function someOf<Name extends string>(option: string, names: readonly Name[], given: string): Name[] {
  const wanted = given.split(',')
  const wrong = wanted.find((name) => !names.some((known) => known === name))
  if (wrong !== undefined) throw new Error(`${option} takes ${names.join(', ')}, not "${wrong}"`)
  return names.filter((name) => wanted.includes(name))
}
