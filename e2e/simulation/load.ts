// `npm run bench:load`: requests of a whole company's panels, and how current they are. Prints, asserts nothing.
// `-- --seed 8` simulates another day, `-- --dialog 0.4` makes imopenlines.dialog.get as slow (s) as it is on some portals.
import { parseArgs } from 'node:util'
import { OPERATING_LIMIT_S } from '@/sync/poll-intervals'
import { median, percent, quantile, table, whole } from '../tools/bench/figures.ts'
import { RATE_LIMITS } from '../portal/rest/rate-bucket.ts'
import { simulateDay, type OfficeFigures, type OfficePlan } from './day.ts'
import { localMethods } from './portal.ts'

const offices: readonly Omit<OfficePlan, 'seed'>[] = [
  { name: '30 operators, alone', operators: 30, channel: false, apart: 0 },
  { name: '30, with the channel', operators: 30, channel: true, apart: 0 },
  { name: '30, half without common rights', operators: 30, channel: true, apart: 0.5 },
  { name: '30, nobody with common rights', operators: 30, channel: true, apart: 1 },
  { name: '10, with the channel', operators: 10, channel: true, apart: 0 },
  { name: '60, with the channel', operators: 60, channel: true, apart: 0 },
]

const A_MINUTE = RATE_LIMITS.standard.drainPerSecond * 60
const DIALOG = 'imopenlines.dialog.get'

const seconds = (ms: number) => (Number.isFinite(ms) ? (ms / 1000).toFixed(1) : '-')
const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)

function costs({ plan, hours, minutes, refused, operating }: OfficeFigures): string[] {
  const requests = sum(minutes)
  const [next] = [...operating].filter(([method]) => method !== DIALOG).toSorted((a, b) => b[1] - a[1])
  return [
    plan.name,
    whole(requests / plan.operators / hours),
    percent(requests / (minutes.length * A_MINUTE)),
    percent(Math.max(...minutes) / A_MINUTE),
    whole(refused),
    percent((operating.get(DIALOG) ?? 0) / OPERATING_LIMIT_S),
    next ? `${percent(next[1] / OPERATING_LIMIT_S)} ${next[0]}` : '-',
  ]
}

function currency({ plan, delays, delaysApart, missed }: OfficeFigures): string[] {
  const all = [...delays, ...delaysApart]
  const both = plan.apart > 0 && plan.apart < 1
  return [
    plan.name,
    seconds(median(all)),
    seconds(quantile(all, 0.95)),
    both ? seconds(median(delays)) : '-',
    both ? seconds(median(delaysApart)) : '-',
    whole(all.length),
    whole(missed),
  ]
}

function work({ plan, hours, clientMessages, replies, visible, polls, fetches, helped }: OfficeFigures): string[] {
  const each = (count: number) => (count / plan.operators / hours).toFixed(1)
  return [plan.name, each(clientMessages), each(replies), percent(visible), each(polls), each(fetches), each(helped)]
}

const { values } = parseArgs({ options: { seed: { type: 'string', default: '7' }, dialog: { type: 'string' } } })
const local = localMethods()
const dialog = local.get(DIALOG)
const methods =
  dialog && values.dialog ? new Map([...local, [DIALOG, { ...dialog, seconds: Number(values.dialog) }]]) : local
const figures = offices.map((office) => simulateDay({ ...office, seed: Number(values.seed) }, methods))

console.log(`Eight hours behind one address, 2 requests a second for everybody, seed ${values.seed}\n`)
console.log('What it costs')
console.log(
  table([
    [
      '',
      'requests per operator-hour',
      'of the budget',
      'worst minute',
      '503',
      'dialog.get, worst 10 min',
      'next method',
    ],
    ...figures.map(costs),
  ]),
)
console.log('\nSeconds until a client’s message is seen where its chat stands on a visible screen')
console.log(
  table([['', 'median', '95 %', 'median with rights', 'without', 'messages', 'left unseen'], ...figures.map(currency)]),
)
console.log('\nThe day, per operator and hour')
console.log(
  table([
    ['', 'client messages', 'replies', 'on screen', 'polls', 'fetches', 'chats asked for others'],
    ...figures.map(work),
  ]),
)
