/** Pseudo-random numbers from 0 to 1, determined by a seed. */
function* numbers(seed: number): Generator<number, never> {
  let state = seed >>> 0
  for (;;) {
    // mulberry32
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    yield ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** `count` of these, drawn by a seed, in their order. */
export const sample = <T>(from: readonly T[], count: number, seed: number): readonly T[] => {
  const random = numbers(seed)
  const drawn = from.map((item, place) => ({ item, place, lot: random.next().value }))
  return drawn
    .toSorted((a, b) => a.lot - b.lot)
    .slice(0, count)
    .toSorted((a, b) => a.place - b.place)
    .map(({ item }) => item)
}
