import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, StrictMode, Suspense } from 'react'
import { createRoot } from 'react-dom/client'
import english from '@/i18n/locales/en/first-screen.json'
import { createI18n, type I18n, I18nProvider } from '@/i18n/i18n'
import { languageFor, loadDictionary, loadFirstScreenPhrases } from '@/i18n/languages'
import type { Portal } from '@/portal/portal'
import { primeCache } from '@/queries/card'
import { CardProvider, type OpenedCard } from '@/queries/card-context'
import { CardPage } from './card-page'

const phrasesFor = async (portalLanguage: string, part: 'reading' | 'all') => {
  const language = languageFor(portalLanguage)
  if (part === 'all') return loadDictionary(language).catch(() => loadDictionary('en'))
  // A dictionary that fails to load must not block the panel.
  return language === 'en' ? english : loadFirstScreenPhrases(language).catch(() => english)
}

/** Sets the page's language; with `reading` the phrases of the first screen, the rest later. */
export const initI18n = async (portalLanguage: string, part: 'reading' | 'all'): Promise<I18n> => {
  const i18n = createI18n(portalLanguage, await phrasesFor(portalLanguage, part))
  document.documentElement.lang = i18n.locale
  document.documentElement.dir = i18n.direction
  return i18n
}

/** Puts a page into the document. */
export const renderApp = (element: HTMLElement, i18n: I18n, page: ReactNode): void => {
  createRoot(element).render(
    <StrictMode>
      <I18nProvider i18n={i18n}>
        <Suspense>{page}</Suspense>
      </I18nProvider>
    </StrictMode>,
  )
}

/** Shows a card. `started`: its first request, already sent. */
export const showCard = async (
  element: HTMLElement,
  portal: Portal,
  card: Omit<OpenedCard, 'portal'>,
): Promise<void> => {
  const i18n = await initI18n(portal.language, 'reading')
  // The sync engine and the operator decide about repeated reads: the cache itself never refetches.
  const client = new QueryClient({
    defaultOptions: {
      queries: {
        retry: false,
        staleTime: Infinity,
        gcTime: 30 * 60_000,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        networkMode: 'always',
      },
    },
  })
  const opened = { portal, ...card }
  await primeCache(opened, client)
  renderApp(
    element,
    i18n,
    <QueryClientProvider client={client}>
      <CardProvider card={opened}>
        <CardPage />
      </CardProvider>
    </QueryClientProvider>,
  )
}
