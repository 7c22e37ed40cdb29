import { describe, expect, it } from 'vitest'
import { chatActions } from '@/domain/chat-actions'
import { createI18n } from '@/i18n/i18n'
import { languageCodes, loadDictionary } from '@/i18n/languages'
import type { PortalError } from '@/queries/card-context'
import { errorText, textsOfCode } from './action-texts'

const i18nByLanguage = await Promise.all(
  languageCodes.map(async (code) => createI18n(code, await loadDictionary(code))),
)
const codes = [...new Set(Object.values(chatActions).flatMap(({ errors }) => Object.keys(errors)))]

const failure = (kind: PortalError['kind'], code: string) => ({ kind, code }) as PortalError

describe('every error code of the catalogue', () => {
  it('is a code of some action', () => {
    expect(codes.length).toBeGreaterThan(20)
    expect(languageCodes.length).toBeGreaterThanOrEqual(3)
  })

  it.each(codes)('%s is a sentence of its own in all languages', (code) => {
    const words = textsOfCode(code)
    expect(words).not.toBeNull()
    if (words === null) return
    const said = i18nByLanguage.map(({ t }) => t(words))
    for (const sentence of said) {
      expect(sentence).toMatch(/[.!]$/)
      expect(sentence).not.toBe(words)
    }
    expect(new Set(said).size).toBe(languageCodes.length)
  })
})

describe('what is said', () => {
  it('gives an unknown code to copy', () => {
    const error = failure('refused', 'SOMETHING_NEW')
    expect(errorText({ kind: 'refused', error })).toEqual({ words: 'chatActions.refused', code: 'SOMETHING_NEW' })
  })

  it('of an unknown outcome does not claim that nothing was done', () => {
    const error = failure('network', 'NETWORK')
    expect(errorText({ kind: 'unknown', error })).toEqual({ words: 'chatActions.noAnswer', code: null })
  })

  it('is nothing once it is done', () => {
    expect(errorText({ kind: 'done', error: null })).toBeNull()
  })
})
