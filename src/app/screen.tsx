import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { StrictMode, Suspense, type ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import type { CrmItem } from '@/domain/crm-item'
import { reading as english } from '@/i18n/en/reading'
import { makeSpeech, SpeechProvider, type Speech } from '@/i18n/i18n'
import { languageFor, loadDictionary, loadReading } from '@/i18n/languages'
import { seedCard } from '@/queries/card'
import { CardProvider } from '@/queries/portal-context'
import type { CardLook, Portal } from '@/portal/portal'
import type { PortalError } from '@/portal/portal-error'
import { later } from '@/ui/later'
import { CardPage } from './card-page'

const InstallPage = later(async () => (await import('@/features/install/install-page')).InstallPage)
const HomePage = later(async () => (await import('@/features/install/home-page')).HomePage)
const startFace = () => import('@/features/start-faces/start-face')
const StartFace = later(async () => (await startFace()).StartFace)

const phrasesFor = async (portalLanguage: string, part: 'reading' | 'all') => {
  const language = languageFor(portalLanguage)
  if (part === 'all') return loadDictionary(language).catch(() => loadDictionary('en'))
  // A dictionary that doesn't load must not keep anybody from the chats.
  return language === 'en' ? english : loadReading(language).catch(() => english)
}

const speak = async (portalLanguage: string, part: 'reading' | 'all'): Promise<Speech> => {
  const speech = makeSpeech(portalLanguage, await phrasesFor(portalLanguage, part))
  document.documentElement.lang = speech.locale
  document.documentElement.dir = speech.direction
  return speech
}

const render = (element: HTMLElement, speech: Speech, page: ReactNode): void => {
  createRoot(element).render(
    <StrictMode>
      <SpeechProvider speech={speech}>
        <Suspense>{page}</Suspense>
      </SpeechProvider>
    </StrictMode>,
  )
}

/** Shows what fits the place the portal opened us in. `card` = the card and its first request, already on its way. */
export const showPortal = async (
  element: HTMLElement,
  portal: Portal,
  card: { readonly item: CrmItem; readonly started: Promise<CardLook> } | null,
): Promise<void> => {
  const speech = await speak(portal.language, card ? 'reading' : 'all')
  const { place } = portal
  portal.fit()
  if (card) {
    // Who repeats a read, and when, is decided by the poller and by people: the cache itself never asks anew.
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
    await seedCard(opened, client)
    render(
      element,
      speech,
      <QueryClientProvider client={client}>
        <CardProvider card={opened}>
          <CardPage />
        </CardProvider>
      </QueryClientProvider>,
    )
    return
  }
  if (place.kind === 'install' || place.kind === 'home') {
    const Page = place.kind === 'install' ? InstallPage : HomePage
    const [installation, { manifest }] = await Promise.all([portal.installation(), import('./manifest')])
    const page = <Page isAdmin={portal.isAdmin} installation={installation} manifest={manifest} />
    return render(element, speech, page)
  }
  if (place.kind === 'unsaved') return render(element, speech, <StartFace kind="unsaved" type={place.type} />)
  return render(element, speech, <StartFace kind="elsewhere" />)
}

const faces: Partial<Record<PortalError['kind'], 'silent' | 'app' | 'sign-in'>> = {
  network: 'silent',
  app: 'app',
  'sign-in': 'sign-in',
}

/** Shows why the panel could not open: outside a portal, nobody answered, or something we did not foresee. */
export const showStartFailure = async (element: HTMLElement, error: PortalError): Promise<void> => {
  // Beside the phrases, not after them.
  startFace().catch(() => undefined)
  const ours = navigator.languages.map((tag) => tag.slice(0, 2)).find((language) => /^(?:en|de|ru)$/.test(language))
  const speech = await speak(ours ?? 'en', 'all')
  const kind = error.code === 'NOT_IN_FRAME' ? 'outside' : (faces[error.kind] ?? 'failed')
  render(element, speech, <StartFace kind={kind} code={error.code} />)
}
