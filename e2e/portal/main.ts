import { parseArgs } from 'node:util'
import { GENERATION_NAMES, GENERATIONS } from './behaviour.ts'
import { DEFAULT_SCOPES, startPortal } from './portal.ts'

/**
 * The command that starts a fake portal:
 * `--port 4800`, `--app <address of the app>`, `--seed 1`, `--big` (a card of 300 chats, a chat of 100,000 messages),
 * `--open post|get` (how frames are opened), `--limits standard|enterprise|off`, `--latency <ms one way>`,
 * `--fresh` (the app isn't installed yet), `--no-plan` (the portal's plan has no REST),
 * `--generation old|middle|cloud` and `--set inputFilter=false,references=middle` (how the portal behaves, `behaviour.ts`),
 * `--without crm,pull` (scopes the app isn't granted), `--history 30` (the plan shows messages of 30 days).
 */
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '4800' },
    app: { type: 'string', default: 'http://127.0.0.1:4801/' },
    seed: { type: 'string', default: '1' },
    big: { type: 'boolean', default: false },
    open: { type: 'string' },
    limits: { type: 'string', default: 'standard' },
    latency: { type: 'string', default: '0' },
    fresh: { type: 'boolean', default: false },
    'no-plan': { type: 'boolean', default: false },
    generation: { type: 'string', default: 'cloud' },
    set: { type: 'string', default: '' },
    without: { type: 'string', default: '' },
    history: { type: 'string' },
  },
})

const openBy = values.open === undefined ? undefined : oneOf('open', values.open, ['post', 'get'] as const)
const limits = oneOf('limits', values.limits, ['off', 'standard', 'enterprise'] as const)
const generation = oneOf('generation', values.generation, GENERATION_NAMES)
const behaviour = Object.fromEntries(
  values.set
    .split(',')
    .filter((part) => part !== '')
    .map((part) => {
      const [name = '', value = 'true'] = part.split('=')
      return [
        oneOf('set', name, Object.keys(GENERATIONS.cloud)),
        /^(?:true|false)$/.test(value) ? value === 'true' : value,
      ]
    }),
)
const portal = await startPortal({
  port: Number(values.port),
  appUrl: values.app,
  seed: Number(values.seed),
  big: values.big,
  latencyMs: Number(values.latency),
  installed: !values.fresh,
  restInPlan: !values['no-plan'],
  generation,
  behaviour,
  scopes: DEFAULT_SCOPES.filter((scope) => !values.without.split(',').includes(scope)),
  ...(openBy && { openBy }),
  limits,
}).catch((error: NodeJS.ErrnoException) => {
  if (error.code !== 'EADDRINUSE') throw error
  console.error(`Port ${values.port} is taken: stop what listens there, or choose another with --port`)
  process.exit(1)
})

const { origin, world } = portal
if (values.history !== undefined) world.state.historyDays = Number(values.history)
const { showcase } = world
console.log(`Fake portal on ${origin}, with the app from ${values.app}

  Deal       ${origin}/crm/deal/details/${showcase.deal}/
  Lead       ${origin}/crm/lead/details/${showcase.lead}/
  Contact    ${origin}/crm/contact/details/${showcase.contact}/
  Company    ${origin}/crm/company/details/${showcase.company}/${values.big ? `\n  300 chats  ${origin}/crm/deal/details/${showcase.crowded}/` : ''}
  Kinds      ${origin}/crm/deal/details/${showcase.catalogue}/ with every kind of message
  40 chats   ${origin}/crm/deal/details/${showcase.related.deal}/ on a deal and its relations
  Quiet      ${origin}/crm/deal/details/${showcase.related.quietDeal}/ whose contact alone has chats
  Guarded    ${origin}/crm/deal/details/${showcase.related.guardedDeal}/?user=${showcase.people.assistant} who may not see the company
  Others     ?user=${showcase.people.areaManager} (no right on any line), ${showcase.people.partner} (extranet), ${showcase.people.trainee} (without the app)
  Market     ${origin}/market/
  Control    ${origin}/control/`)

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void portal.close().then(() => process.exit(0)))
}

function oneOf<T extends string>(name: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((item) => item === value)
  if (!found) throw new Error(`--${name} is one of ${allowed.join(', ')}`)
  return found
}
