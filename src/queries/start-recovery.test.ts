import { describe, expect, it } from 'vitest'
import type { CardSnapshot } from '@/portal/portal'
import { PortalError, type PortalErrorKind } from '@/portal/portal-error'
import { fetchWithRecovery, retryPauseMs, type StartFailure } from './start-recovery'

const snapshot = {} as CardSnapshot
const failed = (kind: PortalErrorKind, code = 'X') => new PortalError(kind, code)

/** A start in virtual time that fails with these errors first. */
const start = async (errors: readonly PortalError[]) => {
  let now = 1_000
  const left = [...errors]
  const pauses: number[] = []
  const reports: (StartFailure | null)[] = []
  const attempt = () => {
    const error = left.shift()
    return error ? Promise.reject(error) : Promise.resolve(snapshot)
  }
  const pause = async (ms: number) => {
    pauses.push(ms)
    now += ms
  }
  const env = { now: () => now, random: () => 0.5, pause }
  const result = await fetchWithRecovery(attempt(), attempt, env, (failure) => reports.push(failure)).catch(
    (error: unknown) => error,
  )
  return { result, pauses, reports }
}

describe('a start that fails', () => {
  it('is repeated with growing pauses and tells when; nothing remains of it after success', async () => {
    const { result, pauses, reports } = await start([failed('network'), failed('unavailable'), failed('malformed')])
    expect(result).toBe(snapshot)
    expect(pauses).toHaveLength(3)
    expect(pauses).toEqual(pauses.toSorted((a, b) => a - b))
    expect(reports[0]).toMatchObject({ nextAt: 1_000 + pauses[0]!, lasting: false })
    expect(reports[1]).toMatchObject({ nextAt: null })
    expect(reports.at(-1)).toBeNull()
  })

  it('is told instead of the skeleton after some seconds', async () => {
    const { reports } = await start(Array.from({ length: 4 }, () => failed('network')))
    const lasting = reports.map((report) => report?.lasting ?? null)
    expect(lasting[0]).toBe(false)
    expect(lasting.at(-2)).toBe(true)
    expect(lasting.indexOf(true)).toBe(lasting.filter((one) => one === false).length)
  })

  it.each<PortalErrorKind>(['forbidden', 'app', 'refused'])('with %s is not repeated', async (kind) => {
    const { result, reports } = await start([failed('network'), failed(kind)])
    expect(result).toMatchObject({ kind })
    expect(reports).toHaveLength(2)
  })
})

describe('the pause before the next attempt', () => {
  const range = (failures: number, error: PortalError) =>
    [0, 0.999].map((random) => retryPauseMs(failures, error, 0, random) ?? NaN)

  it('stays below six seconds for the first six failures, differs by chance, and ends at half a minute', () => {
    for (let failures = 1; failures <= 6; failures += 1) {
      const [shortest = 0, longest = 0] = range(failures, failed('unavailable'))
      expect(longest).toBeLessThan(6_000)
      expect(longest).toBeGreaterThan(shortest * 1.5)
    }
    expect(range(100, failed('unavailable'))[1]).toBeGreaterThan(29_000)
  })

  it('is short for the request limit, and as long as the portal says for a method’s time', () => {
    expect(range(100, failed('limit', 'QUERY_LIMIT_EXCEEDED'))[1]).toBeLessThanOrEqual(8_000)
    const used = new PortalError('limit', 'OPERATION_TIME_LIMIT', 429, 60_000)
    expect(retryPauseMs(1, used, 0, 0)).toBe(60_000)
  })
})
