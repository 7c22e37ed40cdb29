import type { Random } from '../portal/world/random.ts'

/** A time (ms) from a log-normal spread: half are shorter than `middle`; `width` 1 = two thirds lie between a third and three times it. */
export function about(random: Random, middle: number, width = 0.8): number {
  const normal = Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next())
  return middle * Math.exp(width * normal)
}

/** Time (ms) until the next of events that come at random, `every` ms on average. */
export const untilNext = (random: Random, every: number): number => -every * Math.log(1 - random.next())
