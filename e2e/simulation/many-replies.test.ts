import { expect, test } from 'vitest'
import { manyReplies } from './many-replies.ts'

const SEED = Number(process.env['SEED'] ?? Math.trunc(Math.random() * 2 ** 31))

// `npm run bench:replies` sends ten thousand.
test(
  'replies through a portal that fails a third of the time: each is executed once',
  { timeout: 120_000 },
  async () => {
    console.info(`many replies, SEED=${SEED}`)
    const result = await manyReplies(200, SEED, () => undefined)
    expect(Object.values(result.failed).reduce((sum, times) => sum + times, 0)).toBeGreaterThan(40)
    expect(result).toMatchObject({ written: 200, once: 200, never: 0, oftener: 0, falselySent: 0 })
  },
)

test(
  'a form-sending older tab beside, whose texts the portal changes: nothing is doubled, and nothing that is there is called absent',
  { timeout: 120_000 },
  async () => {
    console.info(`many replies, SEED=${SEED}`)
    const result = await manyReplies(200, SEED, () => undefined, true)
    expect(result.changed).toBeGreaterThan(20)
    expect(result.changed).toBeLessThan(200)
    expect(result).toMatchObject({ written: 200, once: 200, never: 0, oftener: 0, falselySent: 0, falselyAbsent: 0 })
  },
)
