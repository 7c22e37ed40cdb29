import { describe, expect, it } from 'vitest'
import { exportName } from './export-job'

const at = new Date(2026, 10, 5, 23, 50).getTime()

describe('the name of an exported file', () => {
  it.each([
    ['Laura Bennett, Telegram', 'Laura Bennett, Telegram, 2026-11-05.html'],
    ['../../etc/passwd', 'etc passwd, 2026-11-05.html'],
    ['con: "a" <b> | c?*', 'con a b c, 2026-11-05.html'],
    ['evil\u202egpj.exe', 'evil gpj.exe, 2026-11-05.html'],
    ['a\u0000b\nc', 'a b c, 2026-11-05.html'],
    ['.. ', 'chat, 2026-11-05.html'],
    ['Ürün 日本', 'Ürün 日本, 2026-11-05.html'],
  ])('%j is fit for any disk', (words, name) => {
    expect(exportName(words, at, 'html')).toBe(name)
  })

  it('is no longer than a file system takes, and breaks no character', () => {
    const name = exportName('🪵'.repeat(300), at, 'csv')
    expect([...name]).toHaveLength(80 + ', 2026-11-05.csv'.length)
    expect(name).toContain('🪵🪵, 2026')
  })
})
