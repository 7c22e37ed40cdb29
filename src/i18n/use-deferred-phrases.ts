import { use } from 'react'
import { importWithRetry } from '@/lib/lazy-with-retry'
import { languageFor, loadDeferredPhrases } from './languages'
import { useI18n, type I18n } from './i18n'

const asked = new WeakMap<I18n, Promise<void>>()

const learnRest = (i18n: I18n): Promise<void> => {
  const before = asked.get(i18n)
  if (before) return before
  const learnt = loadDeferredPhrases(languageFor(i18n.locale))
    .catch(() => loadDeferredPhrases('en'))
    .then(i18n.addPhrases)
  // Whoever tries again asks again.
  learnt.catch(() => asked.delete(i18n))
  asked.set(i18n, learnt)
  return learnt
}

/** Waits (Suspense) for the phrases that come after the first screen; for faces that may be shown before them. */
export const useDeferredPhrases = (): void => use(learnRest(useI18n()))

const expected = new WeakMap<I18n, Promise<void>>()

const expectRest = (i18n: I18n): Promise<void> => {
  const before = expected.get(i18n)
  if (before) return before
  const coming = importWithRetry(() => learnRest(i18n))
  expected.set(i18n, coming)
  return coming
}

/**
 * The same for a part of something that is shown already: while the phrases do not come, the part is missing (its Suspense shows why), and
 * what it is a part of stays.
 */
export const useDeferredPhrasesWithRetry = (): void => use(expectRest(useI18n()))
