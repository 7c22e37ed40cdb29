import { expect, it } from 'vitest'
import { renamePastedImages } from './attachments'

const NOW = new Date(2026, 10, 27, 9, 5, 7)

it('renames pasted pictures, and keeps other names', () => {
  const files = ['image.png', 'plan.png', 'image.jpeg', 'image'].map(
    (name) => new File(['x'], name, { type: 'image/png' }),
  )
  const named = renamePastedImages(files, NOW)
  expect(named.map(({ name }) => name)).toEqual([
    'image-2026-11-27-090507.png',
    'plan.png',
    'image-2026-11-27-090507-3.jpeg',
    'image',
  ])
  expect(named[0]?.type).toBe('image/png')
})
