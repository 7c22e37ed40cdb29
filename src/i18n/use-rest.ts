import { use } from 'react'
import { languageFor, loadRest } from './languages'
import { useI18n, type I18n } from './i18n'
import { untilHere } from './until-here'

const asked = new WeakMap<I18n, Promise<void>>()

const learnRest = (speech: I18n): Promise<void> => {
  const before = asked.get(speech)
  if (before) return before
  const learnt = loadRest(languageFor(speech.locale))
    .catch(() => loadRest('en'))
    .then(speech.addPhrases)
  // Whoever tries again asks again.
  learnt.catch(() => asked.delete(speech))
  asked.set(speech, learnt)
  return learnt
}

/** Waits (Suspense) for the phrases that come after the first screen; for faces that may be shown before them. */
export const useDeferredPhrases = (): void => use(learnRest(useI18n()))

const expected = new WeakMap<I18n, Promise<void>>()

const expectRest = (speech: I18n): Promise<void> => {
  const before = expected.get(speech)
  if (before) return before
  const coming = untilHere(() => learnRest(speech))
  expected.set(speech, coming)
  return coming
}

/**
 * The same for a part of something that is shown already: while the phrases do not come, the part is missing (its Suspense shows why), and
 * what it is a part of stays.
 */
export const useDeferredPhrasesWithRetry = (): void => use(expectRest(useI18n()))
