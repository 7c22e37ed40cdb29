/** The loudest sample of each of `count` equal parts, 0 to 1, the loudest of all being 1; silence is all 0. Linear in the samples. */
export const peaksOf = (samples: Float32Array, count: number): readonly number[] => {
  const peaks = Array.from({ length: count }, (_, part) => {
    const from = Math.floor((part * samples.length) / count)
    const to = Math.floor(((part + 1) * samples.length) / count)
    let most = 0
    for (let at = from; at < to; at += 1) most = Math.max(most, Math.abs(samples[at] ?? 0))
    return most
  })
  const loudest = Math.max(0, ...peaks)
  return loudest === 0 ? peaks : peaks.map((peak) => peak / loudest)
}
