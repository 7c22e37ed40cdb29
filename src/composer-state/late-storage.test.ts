import { describe, expect, it } from 'vitest'
import { lateStorage } from './late-storage'

const setUp = (setItem?: () => void) => {
  const stored = new Map<string, string>([['old', 'here before']])
  const scheduled: (() => void)[] = []
  const late = lateStorage(
    {
      getItem: (name) => stored.get(name) ?? null,
      setItem: setItem ?? ((name, text) => void stored.set(name, text)),
      removeItem: (name) => void stored.delete(name),
    },
    (flush) => scheduled.push(flush),
  )
  return { stored, scheduled, late }
}

describe('a storage that is written later', () => {
  it('reads what waits, and writes it once, in its last state', () => {
    const { stored, scheduled, late } = setUp()
    late.setItem('draft', 'H')
    late.setItem('draft', 'Hi')
    expect([late.getItem('draft'), late.getItem('old')]).toEqual(['Hi', 'here before'])
    expect([...stored.keys()]).toEqual(['old'])
    expect(scheduled).toHaveLength(1)
    scheduled[0]?.()
    expect(stored.get('draft')).toBe('Hi')
    expect(late.getItem('draft')).toBe('Hi')
  })

  it('writes at once when the page goes, and again later', () => {
    const { stored, scheduled, late } = setUp()
    late.setItem('draft', 'Hi')
    late.flush()
    expect(stored.get('draft')).toBe('Hi')
    late.setItem('draft', 'Hi!')
    expect(scheduled).toHaveLength(2)
    for (const flush of scheduled) flush()
    expect(stored.get('draft')).toBe('Hi!')
  })

  it('removes at once, also what waits', () => {
    const { stored, scheduled, late } = setUp()
    late.setItem('draft', 'Hi')
    late.removeItem('draft')
    late.removeItem('old')
    for (const flush of scheduled) flush()
    expect([...stored]).toEqual([])
    expect(late.getItem('draft')).toBeNull()
  })

  it('does not throw when the storage is full', () => {
    const { scheduled, late } = setUp(() => {
      throw new Error('full')
    })
    late.setItem('draft', 'Hi')
    expect(scheduled[0]).not.toThrow()
  })
})
