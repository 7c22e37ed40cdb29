import { expect, it } from 'vitest'
import { paneCount } from './panel-layout'

it.each([
  [0, 'one'],
  [360, 'one'],
  [479.9, 'one'],
  [480, 'two'],
  [899.9, 'two'],
  [900, 'three'],
  [1195, 'three'],
] as const)('%d px have room for %s', (width, panes) => {
  expect(paneCount(width)).toBe(panes)
})
