import { describe, expect, it } from 'vitest'
import { OperatingTime } from './operating-time.ts'
import { RATE_LIMITS, RateBucket } from './rate-bucket.ts'

function clock(start = 1_700_000_000_000): { now: () => number; advance: (ms: number) => void } {
  let time = start
  return {
    now: () => time,
    advance: (ms) => {
      time += ms
    },
  }
}

function takeMany(bucket: RateBucket, count: number, address = '10.0.0.1'): number {
  return Array.from({ length: count }, () => bucket.take(address)).filter(Boolean).length
}

describe('RateBucket', () => {
  it('lets a burst of 50 through, then 2 a second', () => {
    const time = clock()
    const bucket = new RateBucket(RATE_LIMITS.standard, time.now)
    expect(takeMany(bucket, 60)).toBe(50)
    time.advance(1000)
    expect(takeMany(bucket, 10)).toBe(2)
    time.advance(25_000)
    expect(takeMany(bucket, 100)).toBe(50)
  })

  it('gives an enterprise portal 250 and 5', () => {
    const time = clock()
    const bucket = new RateBucket(RATE_LIMITS.enterprise, time.now)
    expect(takeMany(bucket, 300)).toBe(250)
    time.advance(1000)
    expect(takeMany(bucket, 10)).toBe(5)
  })

  it('counts every source address apart', () => {
    const bucket = new RateBucket(RATE_LIMITS.standard, clock().now)
    takeMany(bucket, 50)
    expect(bucket.take('10.0.0.1')).toBe(false)
    expect(bucket.take('10.0.0.2')).toBe(true)
  })
})

describe('OperatingTime', () => {
  it('refuses a method after 480 seconds and lets it back when the oldest minute drops out', () => {
    const time = clock(1_700_000_040_000)
    const operating = new OperatingTime(time.now)
    operating.add('im.user.get', 300)
    time.advance(120_000)
    expect(operating.isUsedUp('im.user.get')).toBe(false)
    operating.add('im.user.get', 200)
    expect(operating.isUsedUp('im.user.get')).toBe(true)
    expect(operating.isUsedUp('im.user.list.get')).toBe(false)

    const { resetAt } = operating.of('im.user.get')
    time.advance(resetAt * 1000 - time.now())
    expect(operating.isUsedUp('im.user.get')).toBe(false)
    expect(operating.of('im.user.get').seconds).toBe(200)
  })
})
