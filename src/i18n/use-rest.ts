import { use } from 'react'
import { languageFor, loadDeferredPhrases } from './languages'
import { useSpeech, type Speech } from './i18n'
import { untilHere } from './until-here'

const asked = new WeakMap<Speech, Promise<void>>()

const learnRest = (speech: Speech): Promise<void> => {
  const before = asked.get(speech)
  if (before) return before
  const learnt = loadDeferredPhrases(languageFor(speech.locale))
    .catch(() => loadDeferredPhrases('en'))
    .then(speech.learn)
  // Whoever tries again asks again.
  learnt.catch(() => asked.delete(speech))
  asked.set(speech, learnt)
  return learnt
}

/** Waits (Suspense) for the phrases that come after the first screen; for faces that may be shown before them. */
export const useRest = (): void => use(learnRest(useSpeech()))

const expected = new WeakMap<Speech, Promise<void>>()

const expectRest = (speech: Speech): Promise<void> => {
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
export const useRestInTime = (): void => use(expectRest(useSpeech()))
