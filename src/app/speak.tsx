import { StrictMode, Suspense, type ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import english from '@/i18n/locales/en/first-screen.json'
import { makeSpeech, SpeechProvider, type Speech } from '@/i18n/i18n'
import { languageFor, loadDictionary, loadFirstScreenPhrases } from '@/i18n/languages'

const phrasesFor = async (portalLanguage: string, part: 'reading' | 'all') => {
  const language = languageFor(portalLanguage)
  if (part === 'all') return loadDictionary(language).catch(() => loadDictionary('en'))
  // A dictionary that doesn't load must not keep anybody from the chats.
  return language === 'en' ? english : loadFirstScreenPhrases(language).catch(() => english)
}

/** What the page says from now on; with `reading` the phrases of the first screen, the rest later. */
export const speak = async (portalLanguage: string, part: 'reading' | 'all'): Promise<Speech> => {
  const speech = makeSpeech(portalLanguage, await phrasesFor(portalLanguage, part))
  document.documentElement.lang = speech.locale
  document.documentElement.dir = speech.direction
  return speech
}

/** Puts a page into the document. */
export const render = (element: HTMLElement, speech: Speech, page: ReactNode): void => {
  createRoot(element).render(
    <StrictMode>
      <SpeechProvider speech={speech}>
        <Suspense>{page}</Suspense>
      </SpeechProvider>
    </StrictMode>,
  )
}
