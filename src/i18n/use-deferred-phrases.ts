import { use } from 'react'
import { importWithRetry } from '@/lib/import-with-retry'
import { languageFor, loadDeferredPhrases } from './languages'
import { useI18n, type I18n } from './i18n'

const asked = new WeakMap<I18n, Promise<void>>()

const learnRest = (i18n: I18n): Promise<void> => {
  const before = asked.get(i18n)
  if (before) return before
  const learnt = loadDeferredPhrases(languageFor(i18n.locale))
    .catch(() => loadDeferredPhrases('en'))
    .then(i18n.addPhrases)
  // A retry requests them again.
  learnt.catch(() => asked.delete(i18n))
  asked.set(i18n, learnt)
  return learnt
}

/** Waits (Suspense) for the phrases of deferred.json; for components that may be shown before they are loaded. */
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
 * The same for a part of something that is already shown: while the phrases fail to load, the part is missing (its Suspense shows
 * why) and the rest stays.
 */
export const useDeferredPhrasesWithRetry = (): void => use(expectRest(useI18n()))
