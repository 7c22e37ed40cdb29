import { describe, expect, it } from 'vitest'
import { chatActions } from '@/domain/chat-actions'
import { createI18n } from '@/i18n/i18n'
import { loadDictionary } from '@/i18n/languages'
import type { PortalError } from '@/queries/card-context'
import { errorText, textsOfCode } from './action-texts'

const en = await loadDictionary('en')
const de = await loadDictionary('de')
const ru = await loadDictionary('ru')

const i18nByLanguage = [createI18n('en', en), createI18n('de', de), createI18n('ru', ru)]
const codes = [...new Set(Object.values(chatActions).flatMap(({ errors }) => errors))]

const failure = (kind: PortalError['kind'], code: string) => ({ kind, code }) as PortalError

describe('every error code of the catalogue', () => {
  it('is a code of some action', () => expect(codes.length).toBeGreaterThan(20))

  it.each(codes)('%s is a sentence of its own in all languages', (code) => {
    const words = textsOfCode(code)
    expect(words).not.toBeNull()
    if (words === null) return
    const said = i18nByLanguage.map(({ t }) => t(words))
    for (const sentence of said) {
      expect(sentence).toMatch(/[.!]$/)
      expect(sentence).not.toBe(words)
    }
    expect(new Set(said).size).toBe(3)
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
