import { expect, it } from 'vitest'
import { waveformPeaks } from './media-player'

it('gives the loudest of every part, the loudest of all being 1', () => {
  expect(waveformPeaks(new Float32Array([0, 0.25, -0.5, 0.1, 0, 0]), 3)).toEqual([0.5, 1, 0])
})

it('stays whole with silence, with nothing, and with fewer samples than parts', () => {
  expect(waveformPeaks(new Float32Array(8), 2)).toEqual([0, 0])
  expect(waveformPeaks(new Float32Array(), 3)).toEqual([0, 0, 0])
  expect(waveformPeaks(new Float32Array([0.5]), 2)).toEqual([0, 1])
})
