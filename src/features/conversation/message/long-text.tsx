import { useState } from 'react'
import { useI18n } from '@/i18n/i18n'
import { useDeferredPhrasesWithRetry } from '@/i18n/use-deferred-phrases'
import { BbText } from './bb-text'

/** Characters of a long text that are shown before it is unfolded. */
const FOLDED_LENGTH = 2_000

/** A text that is too long to be shown at once. */
export const LongText = ({ text, trusted }: { readonly text: string; readonly trusted: boolean }) => {
  useDeferredPhrasesWithRetry()
  const { t, format } = useI18n()
  const [whole, setWhole] = useState(false)
  if (whole) return <BbText text={text} trusted={trusted} />
  // Not between the halves of a surrogate pair.
  const head = text.slice(0, FOLDED_LENGTH).replace(/[\ud800-\udbff]$/, '')
  return (
    <>
      <BbText text={head} trusted={trusted} />…{' '}
      <button
        type="button"
        className="min-h-6 font-medium text-(--link,var(--cp-link)) underline underline-offset-2"
        onClick={() => setWhole(true)}
      >
        {t('startup.showAll', { count: text.length, number: format.number(text.length) })}
      </button>
    </>
  )
}
