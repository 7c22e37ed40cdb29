import { languageForTags } from '@/i18n/languages'
import { lazyWithRetry } from '@/lib/lazy-with-retry'
import type { Portal } from '@/portal/portal'
import type { PortalError } from '@/portal/portal-error'
import { createCardsSwitch } from '@/settings/cards-switch'
import { renderApp, initI18n } from './card-app'

const InstallPage = lazyWithRetry(async () => (await import('@/features/installation/install-page')).InstallPage)
const HomePage = lazyWithRetry(async () => (await import('@/features/installation/home-page')).HomePage)
const startErrorPage = () => import('@/features/start/start-error-page')
const StartErrorPage = lazyWithRetry(async () => (await startErrorPage()).StartErrorPage)

/** Shows the page for a place that isn't the card of a saved record. */
export const renderOtherPage = async (element: HTMLElement, portal: Portal): Promise<void> => {
  const i18n = await initI18n(portal.language, 'all')
  const { place } = portal
  if (place.kind === 'install' || place.kind === 'home') {
    const [installation, { manifest }] = await Promise.all([portal.installation(), import('./manifest')])
    const props = { isAdmin: portal.isAdmin, installation, manifest }
    const page =
      place.kind === 'install' ? <InstallPage {...props} /> : <HomePage {...props} cards={createCardsSwitch(portal)} />
    return renderApp(element, i18n, page)
  }
  if (place.kind === 'unsaved') return renderApp(element, i18n, <StartErrorPage kind="unsaved" type={place.type} />)
  return renderApp(element, i18n, <StartErrorPage kind="unsupported" />)
}

const errorPages: Partial<Record<PortalError['kind'], 'silent' | 'app' | 'sign-in'>> = {
  network: 'silent',
  app: 'app',
  'sign-in': 'sign-in',
}

/** Shows why the panel could not open: outside a portal, no answer, or an unexpected error. */
export const renderStartError = async (element: HTMLElement, error: PortalError): Promise<void> => {
  // Loaded in parallel to the phrases.
  startErrorPage().catch(() => undefined)
  const i18n = await initI18n(languageForTags(navigator.languages), 'all')
  const kind = error.code === 'NOT_IN_FRAME' ? 'outside' : (errorPages[error.kind] ?? 'failed')
  renderApp(element, i18n, <StartErrorPage kind={kind} code={error.code} />)
}
